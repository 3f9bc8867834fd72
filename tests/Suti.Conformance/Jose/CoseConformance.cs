// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Encodings;
using Suti.Jose;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>The examples of the COSE working group for the messages that this library has.</summary>
public sealed class CoseConformance
{
    private const string Folder = "cose";

    [Fact]
    public void Cose_EveryExample_VerifiesOrIsRefused()
    {
        var suite = new ConformanceSuite(Folder);
        var root = TestVectors.PathOf(Folder);
        foreach (var path in Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var example = document.RootElement;
            var name = Path.GetRelativePath(root, path);
            if ((ReasonToSkip(example) ?? ReasonOfFile(name)) is { } reason)
            {
                suite.Skip(reason);
                continue;
            }

            var mustFail = example.TryGetProperty("fail", out var fail) && fail.GetBoolean();
            suite.Case(name, () => Accepts(example) != mustFail);
        }

        suite.Complete(306);
    }

    private static string? ReasonToSkip(JsonElement example)
    {
        if (!example.TryGetProperty("input", out var input))
        {
            return "not a message";
        }

        var text = input.GetRawText();
        return input.TryGetProperty("enveloped", out _) ? "COSE_Encrypt, for recipients with keys of their own, is not implemented"
            : input.TryGetProperty("mac", out _) ? "COSE_Mac, for recipients with keys of their own, is not implemented"
            : text.Contains("AES-CCM", StringComparison.Ordinal) ? "AES-CCM is not implemented"
            : text.Contains("AES-MAC", StringComparison.Ordinal) ? "AES-MAC is not implemented"
            : text.Contains("HSS-LMS", StringComparison.Ordinal) ? "HSS-LMS is not implemented"
            : text.Contains("Ed448", StringComparison.Ordinal) ? "Ed448 is not implemented"
            : null;
    }

    private static string? ReasonOfFile(string name) => name is "x509-examples/signed-01.json" or "x509-examples/signed-02.json"
        ? "the kid of the example is a text, where RFC 9052 section 3.1 has a byte string"
        : null;

    private static bool Accepts(JsonElement example)
    {
        var input = example.GetProperty("input");
        var encoded = CwtClaims.RemoveTag(Convert.FromHexString(example.GetProperty("output").GetProperty("cbor").GetString()!));
        var content = input.TryGetProperty("plaintext_hex", out var hex) ? Convert.FromHexString(hex.GetString()!)
            : Encoding.UTF8.GetBytes(input.GetProperty("plaintext").GetString()!);
        return input.TryGetProperty("sign0", out var sign1) ? VerifiesOne(encoded, sign1, content)
            : input.TryGetProperty("sign", out var sign) ? VerifiesAll(encoded, sign, content)
            : input.TryGetProperty("mac0", out var mac0) ? VerifiesMac(encoded, mac0, content)
            : Decrypts(encoded, input.GetProperty("encrypted"), content);
    }

    private static bool VerifiesOne(ReadOnlySpan<byte> encoded, JsonElement sign, byte[] content) =>
        CoseSign1.TryParse(encoded, out var message, out _)
        && message.Payload is { } payload
        && payload.Span.SequenceEqual(content)
        && message.Verify(ReadKey(sign.GetProperty("key")).PublicKey!, Algorithms, out _, External(sign));

    private static bool VerifiesAll(ReadOnlySpan<byte> encoded, JsonElement sign, byte[] content)
    {
        if (!CoseSign.TryParse(encoded, out var message, out _, ["reserved"]) || message.Payload is not { } payload || !payload.Span.SequenceEqual(content))
        {
            return false;
        }

        var signers = sign.GetProperty("signers").EnumerateArray().ToList();
        Assert.Equal(signers.Count, message.Signatures.Count);
        return signers.Zip(message.Signatures).All(pair =>
            pair.Second.Verify(ReadKey(pair.First.GetProperty("key")).PublicKey!, Algorithms, out _, External(pair.First)));
    }

    private static bool VerifiesMac(ReadOnlySpan<byte> encoded, JsonElement mac, byte[] content) =>
        CoseMac0.TryParse(encoded, out var message, out _)
        && message.Payload is { } payload
        && payload.Span.SequenceEqual(content)
        && message.Verify(SecretOf(mac), Algorithms, out _, External(mac));

    private static bool Decrypts(ReadOnlySpan<byte> encoded, JsonElement encrypted, byte[] content) =>
        CoseEncrypt0.TryParse(encoded, out var message, out _)
        && message.TryDecrypt(SecretOf(encrypted), Algorithms, out var plaintext, out _, External(encrypted))
        && plaintext.AsSpan().SequenceEqual(content);

    private static byte[] SecretOf(JsonElement message)
    {
        var key = message.GetProperty("recipients")[0].GetProperty("key");
        return key.TryGetProperty("k_hex", out var hex)
            ? Convert.FromHexString(hex.GetString()!)
            : Base64Url.Decode(key.GetProperty("k").GetString()!);
    }

    private static ReadOnlyMemory<byte> External(JsonElement message) =>
        message.TryGetProperty("external", out var external) ? Convert.FromHexString(external.GetString()!) : default;

    /// <summary>The keys of the examples, in JSON, with members in hexadecimal beside those of JWK.</summary>
    private static Jwk ReadKey(JsonElement key)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in key.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String))
        {
            var (name, text) = (member.Name, member.Value.GetString()!);
            if (name.EndsWith("_hex", StringComparison.Ordinal))
            {
                (name, text) = (name[..^4], Base64Url.Encode(Convert.FromHexString(text)));
            }

            members[name] = name == "kty" && text == "EC2" ? "EC" : text;
        }

        var wanted = members["kty"] == "RSA" ? (string[])["kty", "n", "e"] : ["kty", "crv", "x", "y"];
        var json = "{" + string.Join(',', wanted.Where(members.ContainsKey).Select(name => $"\"{name}\":\"{members[name]}\"")) + "}";
        return Jwk.Parse(Encoding.UTF8.GetBytes(json));
    }

    private static readonly IReadOnlyList<CoseAlgorithm> Algorithms =
    [
        CoseAlgorithm.Es256, CoseAlgorithm.Es384, CoseAlgorithm.Es512, CoseAlgorithm.EdDsa, CoseAlgorithm.Ps256, CoseAlgorithm.Ps384, CoseAlgorithm.Ps512,
        CoseAlgorithm.Hs256, CoseAlgorithm.Hs256Truncated, CoseAlgorithm.Hs384, CoseAlgorithm.Hs512, CoseAlgorithm.A128Gcm, CoseAlgorithm.A192Gcm,
        CoseAlgorithm.A256Gcm, CoseAlgorithm.ChaCha20Poly1305,
    ];
}
