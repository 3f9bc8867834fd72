// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics;

namespace Suti.Dids;

/// <summary>
/// Resolves DIDs by the methods it is given, with a cache in front. Callers that want the same DID at the same time share one
/// resolution; one caller's cancellation does not end it for the others.
/// </summary>
public sealed class DidResolver : IDidResolver
{
    private readonly FrozenDictionary<string, IDidMethod> _methods;
    private readonly IDidMethod? _fallback;
    private readonly DidCache? _cache;
    private readonly DidResolverOptions _options;
    private readonly ConcurrentDictionary<string, Lazy<Task<DidResolutionResult>>> _flights = new(StringComparer.Ordinal);

    /// <summary>Makes a resolver.</summary>
    /// <exception cref="ArgumentException">Two methods claim the same name, or a name is none.</exception>
    public DidResolver(IEnumerable<IDidMethod> methods, DidResolverOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(methods);
        _options = options ?? new();
        _methods = Register(methods);
        _fallback = _options.Fallback is { } fallback ? new FallbackMethod(fallback) : null;
        _cache = _options.Cache is { } cache ? new DidCache(cache, _options.Clock) : null;
    }

    /// <summary>The names of the methods.</summary>
    public IReadOnlyCollection<string> Methods => _methods.Keys;

    /// <inheritdoc/>
    public ValueTask<DidResolutionResult> ResolveAsync(
        string did, DidResolutionOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<DidResolutionResult>(cancellationToken);
        }

        if (did is not null
            && _cache is not null
            && (options is null || (!options.NoCache && !options.AsksForVersion))
            && _cache.TryGet(did, out var cached, out var mustRefresh))
        {
            DidMetrics.CountHit();
            if (mustRefresh)
            {
                Refresh(did);
            }

            return new(options?.Accept is null ? cached : DidRepresentations.Negotiate(cached, options.Accept));
        }

        return ResolveUncached(did, options ?? DidResolutionOptions.None, cancellationToken);
    }

    /// <summary>Forgets what the cache knows of a DID, such as after an update.</summary>
    public void Forget(Did did)
    {
        ArgumentNullException.ThrowIfNull(did);
        _cache?.Remove(did.ToString());
    }

    private static FrozenDictionary<string, IDidMethod> Register(IEnumerable<IDidMethod> methods)
    {
        var byName = new Dictionary<string, IDidMethod>(StringComparer.Ordinal);
        foreach (var method in methods)
        {
            ArgumentNullException.ThrowIfNull(method, nameof(methods));
            if (!DidSyntax.IsMethodName(method.Name))
            {
                throw new ArgumentException($"{method.GetType().Name} has the name '{method.Name}', which is not that of a DID method.", nameof(methods));
            }

            if (!byName.TryAdd(method.Name, method))
            {
                throw new ArgumentException(
                    $"Both {byName[method.Name].GetType().Name} and {method.GetType().Name} claim did:{method.Name}. Register one of them.", nameof(methods));
            }
        }

        return byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private ValueTask<DidResolutionResult> ResolveUncached(string? text, DidResolutionOptions options, CancellationToken cancellationToken)
    {
        if (!Did.TryParse(text, out var did))
        {
            return new(DidResolutionResult.FromError(DidErrorCodes.InvalidDid, "The text is not a DID."));
        }

        if ((_methods.GetValueOrDefault(did.Method) ?? _fallback) is not { } method)
        {
            return new(DidResolutionResult.FromError(DidErrorCodes.MethodNotSupported, $"The method {Shorten(did.Method)} is not registered."));
        }

        // A document that follows from the DID alone was the same at any time.
        if (options.AsksForVersion && !method.SupportsVersions
            && !(method.IsOffline && options is { VersionId: null, VersionNumber: null }))
        {
            return new(DidResolutionResult.FromError(DidErrorCodes.FeatureNotSupported, $"The method {method.Name} has no versions."));
        }

        return method.IsOffline ? ResolveOffline(method, did, options, cancellationToken) : ResolveOnline(method, did, options, cancellationToken);
    }

    private ValueTask<DidResolutionResult> ResolveOffline(IDidMethod method, Did did, DidResolutionOptions options, CancellationToken cancellationToken)
    {
        ValueTask<DidResolutionResult> pending;
        var start = DidMetrics.IsTimed ? Stopwatch.GetTimestamp() : 0;
        try
        {
            pending = method.ResolveAsync(did, options, cancellationToken);
        }
        catch (Exception exception) when (!IsCancellation(exception, cancellationToken))
        {
            return new(Failure(method, exception));
        }

        return pending.IsCompletedSuccessfully
            ? new(Finish(method, did, options, pending.Result, start))
            : AwaitAsync(pending);

        async ValueTask<DidResolutionResult> AwaitAsync(ValueTask<DidResolutionResult> running)
        {
            try
            {
                return Finish(method, did, options, await running.ConfigureAwait(false), start);
            }
            catch (Exception exception) when (!IsCancellation(exception, cancellationToken))
            {
                return Failure(method, exception);
            }
        }
    }

    private async ValueTask<DidResolutionResult> ResolveOnline(IDidMethod method, Did did, DidResolutionOptions options, CancellationToken cancellationToken)
    {
        var result = await (options.AsksForVersion || options.NoCache
            ? FlyAsync(method, did, options with { Accept = null })
            : Share(method, did)).WaitAsync(cancellationToken).ConfigureAwait(false);
        return options.Accept is null ? result : DidRepresentations.Negotiate(result, options.Accept);
    }

    /// <summary>Joins the resolution that is under way, or starts one.</summary>
    private Task<DidResolutionResult> Share(IDidMethod method, Did did)
    {
        var key = did.ToString();
        return _flights.GetOrAdd(key, added => new Lazy<Task<DidResolutionResult>>(async () =>
        {
            try
            {
                return await FlyAsync(method, did, DidResolutionOptions.None).ConfigureAwait(false);
            }
            finally
            {
                _flights.Remove(added, out _);
            }
        })).Value;
    }

    /// <summary>One resolution with its own time limit. It never throws, and does not wait for a method that ignores the limit.</summary>
    private async Task<DidResolutionResult> FlyAsync(IDidMethod method, Did did, DidResolutionOptions options)
    {
        await Task.Yield();
        var start = Stopwatch.GetTimestamp();
        using var limit = new CancellationTokenSource(_options.Timeout);
        try
        {
            var result = await method.ResolveAsync(did, options, limit.Token).AsTask().WaitAsync(limit.Token).ConfigureAwait(false);
            return Finish(method, did, options, result, start);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Finish(method, did, options, DidResolutionResult.FromError(DidErrorCodes.InternalError, "The resolution took too long."), start);
        }
        catch (Exception exception)
        {
            return Finish(method, did, options, Failure(method, exception), start);
        }
    }

    private DidResolutionResult Finish(IDidMethod method, Did did, DidResolutionOptions options, DidResolutionResult? result, long start)
    {
        result ??= DidResolutionResult.FromError(DidErrorCodes.InternalError, $"The method {method.Name} gave no answer.");
        if (result.Document is { } document && !document.Id.Equals(did) && !result.DocumentMetadata.EquivalentIds.Contains(document.Id.ToString()))
        {
            result = DidResolutionResult.FromError(DidErrorCodes.InvalidDidDocument, "The document that was found belongs to another DID.");
        }

        if (DidMetrics.IsTimed && start != 0)
        {
            DidMetrics.Record(Stopwatch.GetElapsedTime(start), method.Name, result);
        }

        if (_cache is not null && !options.AsksForVersion)
        {
            Keep(method, did, result);
        }

        return options.Accept is null ? result : DidRepresentations.Negotiate(result, options.Accept);
    }

    /// <summary>A failure to reach the source does not replace a document that may still be answered with.</summary>
    private void Keep(IDidMethod method, Did did, DidResolutionResult result)
    {
        var key = did.ToString();
        if (result.Error?.Code == DidErrorCodes.InternalError && _cache!.TryGet(key, out var kept, out _) && kept.Error is null)
        {
            _cache.RefreshFailed(key);
        }
        else
        {
            _cache!.Set(method, key, result);
        }
    }

    private void Refresh(string text)
    {
        var did = Did.Parse(text);
        if ((_methods.GetValueOrDefault(did.Method) ?? _fallback) is { } method)
        {
            // Nobody waits for it; it does not throw.
            _ = Share(method, did);
        }
    }

    private static bool IsCancellation(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && cancellationToken.IsCancellationRequested;

    /// <summary>The exception's own message may hold anything; only its kind is told.</summary>
    private static DidResolutionResult Failure(IDidMethod method, Exception exception) => DidResolutionResult.FromError(
        DidErrorCodes.InternalError, $"The method {method.Name} failed with {exception.GetType().Name}.");

    private static string Shorten(string name) => name.Length <= 32 ? name : name[..32];

    /// <summary>Another resolver in the place of a method.</summary>
    private sealed class FallbackMethod(IDidResolver resolver) : IDidMethod
    {
        public string Name => "fallback";

        public bool SupportsVersions => true;

        public ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken) =>
            resolver.ResolveAsync(did.ToString(), options, cancellationToken);
    }
}
