// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Suti.AspNetCore;

/// <summary>Says who calls, or refuses to answer. Every endpoint that an agent is behind goes through here.</summary>
internal sealed class AgentGate : IDisposable
{
    private const string Scheme = "Bearer ";
    private const int MaxTokenLength = 8192;

    private static readonly AgentCaller Local = new("local", SpaceContext.Main, OperationSelection.All);

    private readonly ICallerCredential[] _credentials;
    private readonly ISet<string> _allowedOrigins;
    private readonly PartitionedRateLimiter<string>? _limiter;

    public AgentGate(AgentHttpOptions options, IEnumerable<ICallerCredential> credentials)
    {
        _credentials = [.. credentials];
        _allowedOrigins = options.AllowedOrigins;
        if (options.RequestsPerSecond is { } rate)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate, nameof(options));
            _limiter = PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ => new()
            {
                TokenLimit = Math.Max(options.Burst, rate),
                TokensPerPeriod = rate,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
                AutoReplenishment = true,
            }));
        }
    }

    /// <summary>Whether callers must show a credential. If not, only this machine is answered.</summary>
    public bool AsksForCredentials => _credentials.Length > 0;

    /// <summary>Who calls; null when the request has been answered with a refusal.</summary>
    public async ValueTask<AgentCaller?> AdmitAsync(HttpContext context)
    {
        SecurityHeaders.Add(context.Response);
        if (!AsksForCredentials)
        {
            return LoopbackGuard.FindProblem(context, _allowedOrigins) is { } problem
                ? await RefuseAsync(context, RemoteErrorCodes.Forbidden, problem).ConfigureAwait(false)
                : await LimitAsync(context, Local).ConfigureAwait(false);
        }

        var address = context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length is 0 or > MaxTokenLength || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return await LimitAsync(context, Local with { Name = address }).ConfigureAwait(false) is null
                ? null
                : await RefuseAsync(context, RemoteErrorCodes.Unauthorized, "A bearer token is needed.").ConfigureAwait(false);
        }

        var token = header[Scheme.Length..].Trim();
        foreach (var credential in _credentials)
        {
            if (credential.Claims(token))
            {
                if (await credential.AuthenticateAsync(token, context.RequestAborted).ConfigureAwait(false) is { } caller)
                {
                    return await LimitAsync(context, caller).ConfigureAwait(false);
                }

                break;
            }
        }

        // Who tries tokens is told to go slower. A right one is taken all the same: behind a proxy, many callers have one address.
        return await LimitAsync(context, Local with { Name = address }).ConfigureAwait(false) is null
            ? null
            : await RefuseAsync(context, RemoteErrorCodes.Unauthorized, "The token is not valid, or no longer.").ConfigureAwait(false);
    }

    /// <summary>Whether a request for what is public may go on. If not, it has been answered.</summary>
    public async ValueTask<bool> AdmitAnyoneAsync(HttpContext context)
    {
        SecurityHeaders.Add(context.Response);
        if (!AsksForCredentials && LoopbackGuard.FindProblem(context, _allowedOrigins) is { } problem)
        {
            return await RefuseAsync(context, RemoteErrorCodes.Forbidden, problem).ConfigureAwait(false) is not null;
        }

        return await LimitAsync(context, Local with { Name = context.Connection.RemoteIpAddress?.ToString() ?? "unknown" }).ConfigureAwait(false) is not null;
    }

    public void Dispose() => _limiter?.Dispose();

    private static async ValueTask<AgentCaller?> RefuseAsync(HttpContext context, string code, string message)
    {
        await ErrorResponses.WriteAsync(context, code, message).ConfigureAwait(false);
        return null;
    }

    private async ValueTask<AgentCaller?> LimitAsync(HttpContext context, AgentCaller caller)
    {
        if (_limiter is null)
        {
            return caller;
        }

        using var lease = _limiter.AttemptAcquire(caller.Name);
        if (lease.IsAcquired)
        {
            return caller;
        }

        var pause = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 1;
        context.Response.Headers.RetryAfter = Math.Max(1, pause).ToString(CultureInfo.InvariantCulture);
        return await RefuseAsync(context, RemoteErrorCodes.TooMany, "There were too many requests.").ConfigureAwait(false);
    }
}
