// SPDX-License-Identifier: Apache-2.0

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Suti.AspNetCore;

/// <summary>
/// Stops the start of an agent that listens beyond its own machine and asks for no credentials. What would come in before it stops is refused by
/// <see cref="LoopbackGuard"/>.
/// </summary>
internal sealed class ExposureCheck(IServiceProvider services, AgentGate gate) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var address in addresses)
        {
            if (!gate.AsksForCredentials && !LoopbackGuard.IsLoopbackHost(BindingAddress.Parse(address).Host))
            {
                throw new SutiException(
                    AgentErrorCodes.InvalidConfiguration,
                    $"The agent listens at {address}, beyond this machine, and asks for no credentials. Call AddApiKeys(), or listen on 127.0.0.1.");
            }
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
