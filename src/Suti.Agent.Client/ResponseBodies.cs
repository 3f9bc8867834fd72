// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent.Client;

/// <summary>Reads answers of which nobody knows how long they are.</summary>
internal static class ResponseBodies
{
    /// <summary>The body; null when it is longer than <paramref name="maxSize"/>, of which no more is read.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int maxSize, CancellationToken cancellationToken)
    {
        var length = content.Headers.ContentLength;
        if (length > maxSize)
        {
            return null;
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            if (length is { } known)
            {
                var whole = new byte[known];
                await stream.ReadExactlyAsync(whole, cancellationToken).ConfigureAwait(false);
                return whole;
            }

            using var buffer = new MemoryStream();
            var chunk = new byte[16 << 10];
            int read;
            while ((read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (buffer.Length + read > maxSize)
                {
                    return null;
                }

                buffer.Write(chunk, 0, read);
            }

            return buffer.ToArray();
        }
    }
}
