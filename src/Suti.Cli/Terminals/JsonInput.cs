// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Cli;

/// <summary>Reads what a file, a pipe or an argument holds.</summary>
internal static class JsonInput
{
    private const int MaxSize = 16 << 20;

    /// <summary>The bytes of a file; <c>-</c> is what is piped in.</summary>
    /// <exception cref="SutiException">It cannot be read, or is too large (<see cref="CliErrorCodes.File"/>).</exception>
    public static async Task<byte[]> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var source = path == "-" ? Terminal.OpenInput() : File.OpenRead(path);
            await using (source.ConfigureAwait(false))
            {
                using var content = new MemoryStream();
                var buffer = new byte[81_920];
                int count;
                while ((count = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    content.Write(buffer, 0, count);
                    if (content.Length > MaxSize)
                    {
                        throw new SutiException(CliErrorCodes.File, $"{Name(path)} is larger than {MaxSize} bytes.");
                    }
                }

                return content.ToArray();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SutiException(CliErrorCodes.File, $"{Name(path)} cannot be read.", exception);
        }
    }

    /// <summary>The JSON of a file.</summary>
    public static async Task<JsonElement> ReadJsonAsync(string path, CancellationToken cancellationToken) =>
        Parse(await ReadFileAsync(path, cancellationToken).ConfigureAwait(false), Name(path));

    /// <summary>JSON, or else a text that stands for itself, as a token does.</summary>
    public static async Task<JsonElement> ReadJsonOrTextAsync(string path, CancellationToken cancellationToken)
    {
        var content = await ReadFileAsync(path, cancellationToken).ConfigureAwait(false);
        return content.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[' or (byte)'"', ..]
            ? Parse(content, Name(path))
            : JsonValues.Text(Encoding.UTF8.GetString(content).Trim());
    }

    /// <summary>Parses strict JSON.</summary>
    /// <exception cref="SutiException">It is not (<see cref="CliErrorCodes.Usage"/>).</exception>
    public static JsonElement Parse(byte[] content, string name) =>
        StrictJson.TryParseElement(content, out var element)
            ? element
            : throw new SutiException(CliErrorCodes.Usage, $"{name} is not JSON{(StrictJson.TryValidate(content, null, out var error) ? "" : ": " + error.TrimEnd('.'))}.");

    private static string Name(string path) => path == "-" ? "What is piped in" : path;
}
