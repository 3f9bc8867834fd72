// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Opens what an agent stands on, once.</summary>
internal sealed class AgentStart(IRecordStore store, AgentPlan plan, RecordSealer sealer) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _isStarted;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isStarted)
            {
                await store.OpenAsync(plan.RecordKinds, cancellationToken).ConfigureAwait(false);
                if (plan.GetClaims("root key").Any())
                {
                    await sealer.CheckAsync(SpaceContext.Main, cancellationToken).ConfigureAwait(false);
                }

                _isStarted = true;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
