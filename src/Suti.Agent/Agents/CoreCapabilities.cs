// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Suti.Crypto;
using Suti.Dids;

namespace Suti.Agent;

/// <summary>What every agent in this process has.</summary>
internal static class CoreCapabilities
{
    private const string Owner = "every agent";

    public static void AddCoreCapabilities(this AgentBuilder builder)
    {
        var (services, plan) = (builder.Services, builder.Plan);
        services.AddSingleton(plan);
        services.AddSingleton<AgentStart>();
        services.AddSingleton<AgentEventHub>();
        services.AddSingleton(static provider =>
        {
            var plan = provider.GetRequiredService<AgentPlan>();
            return new AgentOperationTable(plan.Capabilities.SelectMany(static capability => capability.Operations), plan.LeftOut);
        });
        services.AddScoped<SpaceContext>();
        services.AddScoped<SpaceRecords>();
        services.AddScoped(static provider =>
            provider.GetRequiredService<AgentEventHub>().Of(provider.GetRequiredService<SpaceContext>().Space));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(RandomSource.System);
        services.TryAddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));
        plan.Require("record store", null, "An agent", "call UseMemory(), UseSqlite() or UsePostgres().");

        builder.AddRecordSealing();
        AddKeys(services, plan);
        AddDids(services, plan);
        AddData(services, plan);
        AddOthers(services, plan);
    }

    private static void AddKeys(IServiceCollection services, AgentPlan plan)
    {
        plan.AddRecordKind(KeyRecord.Kind);
        plan.AddCapability(KeyManagerApi.Capability, Owner);
        services.AddScoped<KeyDirectory>();
        services.AddScoped<IKeyRing, KeyRing>();
        services.AddScoped<IKeyManager, KeyManager>();
    }

    private static void AddDids(IServiceCollection services, AgentPlan plan)
    {
        plan.AddRecordKind(DidRecord.Kind);
        plan.AddRecordKind(DidAliasRecord.Kind);
        plan.AddCapability(DidManagerApi.Capability, Owner);
        plan.AddCapability(DidResolutionApi.Capability, Owner);
        services.TryAddSingleton(new DidManagerOptions());
        services.AddSingleton<DidProviders>();
        services.TryAddSingleton<IDidResolver>(static provider => new DidResolver(
            provider.GetServices<IDidMethod>(),
            (provider.GetService<DidResolverOptions>() ?? new()) with { Clock = provider.GetRequiredService<TimeProvider>() }));
        services.AddScoped<DidDirectory>();
        services.AddScoped<ISignerProvider, SignerProvider>();
        services.AddScoped<IDidManager, DidManager>();
        services.AddScoped<IDidResolution, DidResolution>();
        services.AddScoped<IDidPublications, DidPublications>();
    }

    private static void AddData(IServiceCollection services, AgentPlan plan)
    {
        plan.AddRecordKind(CredentialRecord.Kind);
        plan.AddRecordKind(ClaimRecord.Kind);
        plan.AddRecordKind(PresentationRecord.Kind);
        plan.AddRecordKind(MessageRecord.Kind);
        plan.AddCapability(DataStoreApi.Capability, Owner);
        plan.AddCapability(DataQueriesApi.Capability, Owner);
        services.AddScoped<IDataStore, DataStore>();
        services.AddScoped<Suti.Credentials.ICredentialStore, AgentCredentialStore>();
        services.AddScoped<IDataQueries, DataQueries>();
    }

    private static void AddOthers(IServiceCollection services, AgentPlan plan)
    {
        plan.AddRecordKind(KeyValueRecord.Kind);
        plan.AddCapability(MessagesApi.Capability, Owner);
        plan.AddCapability(DiscoveryApi.Capability, Owner);
        plan.AddCapability(KeyValueStoreApi.Capability, Owner);
        plan.AddCapability(AgentDescriptionApi.Capability, Owner);
        services.AddScoped<IMessages, Messages>();
        services.AddScoped<IDiscovery, Discovery>();
        services.AddScoped<IDiscoveryProvider, AliasDiscoveryProvider>();
        services.AddScoped<IDiscoveryProvider, ClaimDiscoveryProvider>();
        services.AddScoped<IKeyValueStore, KeyValueStore>();
        services.AddScoped<IAgentDescription, AgentDescription>();
    }
}
