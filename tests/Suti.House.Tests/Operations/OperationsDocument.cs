// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using System.Text;

namespace Suti.House.Tests;

/// <summary>Writes <c>docs/operations.md</c> out of the rows of every capability.</summary>
internal static class OperationsDocument
{
    public const string File = "docs/operations.md";

    /// <summary>The classes whose codes a capability gives, beside those that every operation may give.</summary>
    private static readonly Dictionary<string, string[]> Errors = new(StringComparer.Ordinal)
    {
        ["IAgentDescription"] = [],
        ["IClaimsRegistry"] = ["EthrErrorCodes", "EthereumErrorCodes", "KeyErrorCodes"],
        ["ICredentials"] = ["CredentialErrorCodes", "ManagedDidErrorCodes", "KeyErrorCodes"],
        ["ICredentialRequests"] = ["CredentialErrorCodes", "ManagedDidErrorCodes"],
        ["ICredentialStatuses"] = ["CredentialErrorCodes"],
        ["IDataQueries"] = ["RecordErrorCodes"],
        ["IDataStore"] = ["DataErrorCodes", "CredentialErrorCodes"],
        ["IDidManager"] = ["ManagedDidErrorCodes", "KeyErrorCodes", "DidErrorCodes", "EthereumErrorCodes"],
        ["IDidResolution"] = ["DidErrorCodes"],
        ["IDiscovery"] = [],
        ["IEthereumContracts"] = ["EthrErrorCodes", "EthereumErrorCodes", "KeyErrorCodes"],
        ["IIdentities"] = ["EthrErrorCodes", "EthereumErrorCodes", "KeyErrorCodes"],
        ["IKeyManager"] = ["KeyErrorCodes", "JoseErrorCodes", "CryptoErrorCodes"],
        ["IKeyValueStore"] = ["RecordErrorCodes"],
        ["IMessages"] = ["MessageErrorCodes", "DataErrorCodes"],
        ["ISelectiveDisclosure"] = ["CredentialErrorCodes", "ManagedDidErrorCodes"],
    };

    /// <summary>The capabilities of every assembly, by the names of their interfaces.</summary>
    public static IReadOnlyList<AgentCapability> Capabilities { get; } =
    [
        .. (from project in SourceProject.All
            where !project.IsGenerator
            from type in Assembly.Load(project.Name).GetExportedTypes()
            from property in type.GetProperties(BindingFlags.Public | BindingFlags.Static)
            where typeof(AgentCapability).IsAssignableFrom(property.PropertyType)
            select (AgentCapability)property.GetValue(null)!)
        .OrderBy(capability => capability.InterfaceType.Name, StringComparer.Ordinal),
    ];

    public static IEnumerable<string> CapabilitiesWithoutErrors =>
        Capabilities.Select(capability => capability.InterfaceType.Name).Except(Errors.Keys);

    public static IEnumerable<string> ErrorClasses => Errors.Values.SelectMany(names => names).Distinct(StringComparer.Ordinal);

    public static string Write()
    {
        var text = new StringBuilder("""
            # Operations

            Every operation of every capability, by the name that it has over HTTP, in `suti execute`, in `agent.ExecuteAsync` and for the tools of MCP. This
            page is written from the same rows that they use; do not edit it: `eng/accept-operations` writes it anew.

            A request is a JSON object. Without members it may be left out. `?` marks a member that may be absent; `any` is any JSON value; what stands after `//` is for
            people. *Read-only* operations change nothing, so that asking again is safe. Where an operation exists in Veramo, name and JSON are
            Veramo's.

            Every operation may fail with `agent.invalid-argument` (the request does not fit; the message begins with the JSON pointer of the place),
            `agent.unknown-operation`, and with the codes of the store: `record.store-unavailable`, `record.conflict`, `record.corrupted`. The
            other codes of a capability stand at its head, and all are explained in [errors](errors.md).


            """);
        foreach (var capability in Capabilities)
        {
            WriteCapability(text, capability);
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void WriteCapability(StringBuilder text, AgentCapability capability)
    {
        var type = capability.InterfaceType;
        text.Append("## ").Append(type.Name).Append("\n\n`").Append(type.FullName).Append("`, of `").Append(type.Assembly.GetName().Name).Append("`.");
        var errors = Errors.GetValueOrDefault(type.Name, []);
        if (errors.Length > 0)
        {
            text.Append(" Its errors: ").AppendJoin(", ", errors.Select(name => $"`{name}`")).Append('.');
        }

        text.Append("\n\n");
        foreach (var operation in capability.Operations)
        {
            text.Append("### ").Append(operation.Name).Append("\n\n").Append(operation.Summary);
            text.Append(operation.IsReadOnly ? " *Read-only.*\n\n" : "\n\n");
            text.Append("```ts\nrequest: ").Append(operation.RequestType is null ? "{}" : SchemaText.Of(operation.GetRequestSchema()));
            text.Append("\nresult: ").Append(operation.GetResultSchema() is { } result ? SchemaText.Of(result) : "null").Append("\n```\n\n");
        }
    }
}
