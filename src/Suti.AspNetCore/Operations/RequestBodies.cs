// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Suti.AspNetCore;

/// <summary>Reads whole requests, as far as they are not too large.</summary>
internal static class RequestBodies
{
    private const long Slack = 64 << 10;

    /// <summary>
    /// Reads a request to its end. What is given is good until the caller says so by <see cref="PipeReader.AdvanceTo(SequencePosition)"/> with its end.
    /// </summary>
    /// <exception cref="SutiException">It is too large (<see cref="RemoteErrorCodes.TooLarge"/>).</exception>
    public static async ValueTask<ReadOnlySequence<byte>> ReadAsync(HttpContext context, int maxSize)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // A little more than is taken: who sends slightly too much then reads the refusal, instead of finding the connection reset.
            limit.MaxRequestBodySize = maxSize + Slack;
        }

        if (context.Request.ContentLength > maxSize)
        {
            throw TooLarge(maxSize);
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            if (read.Buffer.Length > maxSize)
            {
                reader.AdvanceTo(read.Buffer.End);
                throw TooLarge(maxSize);
            }

            if (read.IsCompleted)
            {
                return read.Buffer;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>The same bytes in one piece; they are copied only when they are not.</summary>
    public static ReadOnlyMemory<byte> AsMemory(ReadOnlySequence<byte> body) => body.IsSingleSegment ? body.First : body.ToArray();

    private static SutiException TooLarge(int maxSize) => new(RemoteErrorCodes.TooLarge, $"A request has at most {maxSize} bytes.");
}
