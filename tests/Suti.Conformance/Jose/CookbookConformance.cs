// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Jose;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>The JOSE cookbook: RFC 7520, and the examples of RFC 7797 and RFC 8037 in the same form.</summary>
public sealed class CookbookConformance
{
    private const string Folder = "jose-cookbook";

    [Fact]
    public async Task Cookbook_EveryFile_IsReproducedOrVerified()
    {
        var suite = new ConformanceSuite(Folder);
        foreach (var path in Directory.EnumerateFiles(TestVectors.PathOf(Folder), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(TestVectors.PathOf(Folder), path);
            var json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            if (name.StartsWith("rfc7797/4.2.", StringComparison.Ordinal))
            {
                // Its header has b64 without crit, which RFC 7797 section 6 forbids and the RFC's own example does not do.
                suite.Skip("the example leaves out the crit that RFC 7797 requires");
                continue;
            }

            await suite.CaseAsync(name, () => name.StartsWith("jwk", StringComparison.Ordinal) ? CheckKey(json)
                : name.StartsWith("6.", StringComparison.Ordinal) ? CheckNesting(json)
                : name.StartsWith("jwe", StringComparison.Ordinal) || name.Contains("ecdh", StringComparison.Ordinal) ? CheckEncryption(json)
                : CheckSignature(json));
        }

        suite.Complete(32);
    }

    private static Task<bool> CheckKey(JsonObject json)
    {
        using var key = ReadKey(json);
        var written = JsonNode.Parse(key.IsSecret ? key.ToPrivateJson() : key.ToPublicJson());
        return Task.FromResult(JsonNode.DeepEquals(written, json));
    }

    private static async Task<bool> CheckSignature(JsonObject json)
    {
        var input = json["input"]!;
        var payload = Encoding.UTF8.GetBytes((string)input["payload"]!);
        var keys = input["key"] is JsonArray several ? several.Select(key => ReadKey(key!)).ToList() : [ReadKey(input["key"]!)];
        var isDetached = ((string)json["title"]!).Contains("Detached", StringComparison.Ordinal);
        var verified = true;
        foreach (var (form, output) in json["output"]!.AsObject())
        {
            var jws = ReadJws(form, output!, isDetached ? payload : null);
            verified &= jws.Payload.Span.SequenceEqual(payload);
            for (var index = 0; index < jws.Signatures.Count; index++)
            {
                var algorithm = jws.Signatures[index].Header.Algorithm;
                Assert.True(JwsAlgorithm.TryGet(algorithm, out var accepted));
                verified &= jws.Signatures[index].Verify(keys[index], [accepted], out _);
            }
        }

        return verified && ((bool?)json["reproducible"] != true || await Reproduce(json, keys[0], payload, isDetached));
    }

    /// <summary>Makes the same JWS again, in each form that the file has.</summary>
    private static async Task<bool> Reproduce(JsonObject json, Jwk key, byte[] payload, bool isDetached)
    {
        var signing = json["signing"]!;
        var header = signing["protected"]?.AsObject() ?? [];
        var unprotected = signing["unprotected"]?.AsObject();
        Assert.True(JwsAlgorithm.TryGet((string)json["input"]!["alg"]!, out var algorithm));
        var parameters = new JoseHeaderParameters { KeyId = (string?)header["kid"] };
        var form = (isDetached ? JwsForm.Detached : JwsForm.Attached)
            | (header.ContainsKey("b64") ? JwsForm.Unencoded : JwsForm.Attached);
        var signer = key.IsSymmetric
            ? JwsSigner.FromSecret(Base64Url.Decode((string)json["input"]!["key"]!["k"]!), algorithm, parameters, unprotected)
            : new JwsSigner(key.PrivateKey!, algorithm, parameters, unprotected);
        foreach (var (name, output) in json["output"]!.AsObject())
        {
            var isSame = name == "compact"
                ? await Jws.SignAsync(payload, signer, form) == (string)output!
                : JsonNode.DeepEquals(JsonNode.Parse(await Jws.SignJsonAsync(payload, [signer], form, general: name == "json")), output);
            if (!isSame)
            {
                return false;
            }
        }

        return true;
    }

    private static Jws ReadJws(string form, JsonNode output, byte[]? detached)
    {
        JoseError? error;
        Jws? jws;
        var isRead = form != "compact" && detached is not null ? Jws.TryParseDetachedJson(Encoding.UTF8.GetBytes(output.ToJsonString()), detached, out jws, out error)
            : form != "compact" ? Jws.TryParseJson(Encoding.UTF8.GetBytes(output.ToJsonString()), out jws, out error)
            : detached is not null ? Jws.TryParseDetached((string)output!, detached, out jws, out error)
            : Jws.TryParse((string)output!, out jws, out error);
        Assert.True(isRead, error?.ToString());
        return jws!;
    }

    private static async Task<bool> CheckEncryption(JsonObject json)
    {
        var input = json["input"]!;
        var plaintext = (string)input["plaintext"]!;
        var keys = input["pwd"] is { } password ? [JweKey.FromPassword((string)password!)]
            : input["key"] is JsonArray several ? several.Select(key => JweKey.FromJwk(ReadKey(key!))).ToList()
            : [JweKey.FromJwk(ReadKey(input["key"]!))];
        foreach (var (form, output) in json["output"]!.AsObject())
        {
            foreach (var key in keys)
            {
                var result = await ReadJwe(form, output!).DecryptAsync(key, Everything);
                Assert.True(result.IsDecrypted, $"{form}: {result.Error}");
                if (Encoding.UTF8.GetString(result.Plaintext) != plaintext)
                {
                    return false;
                }
            }
        }

        return (bool?)json["reproducible"] != true || await ReproduceCompact(json, plaintext);
    }

    /// <summary>
    /// Makes the same message again from the recorded random values, where this library writes the header members in the same
    /// order: key wrap and direct use.
    /// </summary>
    private static async Task<bool> ReproduceCompact(JsonObject json, string plaintext)
    {
        var input = json["input"]!;
        var algorithm = (string)input["alg"]!;
        if (algorithm is not ("A128KW" or "dir") || input["zip"] is not null || json["output"]!["compact"] is not { } expected)
        {
            return true;
        }

        Assert.True(JweAlgorithm.TryGet(algorithm, out var management));
        Assert.True(JweEncryption.TryGet((string)input["enc"]!, out var encryption));
        var key = input["key"]!;
        var recipient = JweRecipient.FromSecret(Base64Url.Decode((string)key["k"]!), management, (string)key["kid"]!);
        var options = new JweOptions { Encryption = encryption, Random = new RecordedRandom(json["generated"]!, ["cek", "iv"]) };
        return await Jwe.EncryptAsync(Encoding.UTF8.GetBytes(plaintext), recipient, options) == (string)expected!;
    }

    private static async Task<bool> CheckNesting(JsonObject json)
    {
        var encrypt = json["encrypt"]!;
        var outer = ReadJwe("compact", encrypt["output"]!["compact"]!);
        var decrypted = await outer.DecryptAsync(JweKey.FromJwk(ReadKey(encrypt["input"]!["key"]!)), Everything);
        Assert.True(decrypted.IsDecrypted, decrypted.Error?.ToString());
        var sign = json["sign"]!;
        var inner = Encoding.UTF8.GetString(decrypted.Plaintext);
        return decrypted.Header.ContentType == "JWT"
            && Jwt.TryParse(inner, out var jwt, out _)
            && inner == (string)sign["output"]!["compact"]!
            && jwt.Jws.Verify(ReadKey(sign["input"]!["key"]!), [JwsAlgorithm.Ps256], out _);
    }

    private static readonly JwePolicy Everything = new()
    {
        Algorithms =
        [
            JweAlgorithm.Direct, JweAlgorithm.A128KW, JweAlgorithm.A256GcmKW, JweAlgorithm.EcdhEs, JweAlgorithm.EcdhEsA128KW,
            JweAlgorithm.EcdhEsA256KW, JweAlgorithm.Rsa15, JweAlgorithm.RsaOaep, JweAlgorithm.Pbes2Hs512A256KW,
        ],
    };

    private static Jwe ReadJwe(string form, JsonNode output)
    {
        JoseError? error;
        Jwe? jwe;
        var isRead = form == "compact"
            ? Jwe.TryParse((string)output!, out jwe, out error)
            : Jwe.TryParseJson(Encoding.UTF8.GetBytes(output.ToJsonString()), out jwe, out error);
        Assert.True(isRead, error?.ToString());
        return jwe!;
    }

    private static Jwk ReadKey(JsonNode json) => Jwk.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()), KeyExportPolicy.AllowExport);

    /// <summary>Gives out the random values that an example recorded, in the order in which they are drawn.</summary>
    private sealed class RecordedRandom(JsonNode generated, string[] names) : RandomSource
    {
        private readonly Queue<byte[]> _values = new(names
            .Where(name => generated[name] is not null)
            .Select(name => Base64Url.Decode((string)generated[name]!)));

        public override void Fill(Span<byte> destination) => _values.Dequeue().CopyTo(destination);
    }
}
