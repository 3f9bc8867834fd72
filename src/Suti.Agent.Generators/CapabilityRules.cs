// SPDX-License-Identifier: Apache-2.0

using Microsoft.CodeAnalysis;

namespace Suti.Agent.Generators;

/// <summary>What an interface must be so that its operations can be called by name.</summary>
internal static class CapabilityRules
{
    public static readonly DiagnosticDescriptor Interface = Rule(
        "SUTI001", "A capability is a plain interface", "{0} is generic or stands inside another type; a capability is a plain interface of its own");

    public static readonly DiagnosticDescriptor Member = Rule(
        "SUTI002", "Members of a capability are operations", "{0} is not an operation: give it [Operation(\"name\")], or move it to an extension method");

    public static readonly DiagnosticDescriptor Result = Rule(
        "SUTI003", "Operations return Task", "{0} must return Task or Task<T>");

    public static readonly DiagnosticDescriptor Parameters = Rule(
        "SUTI004", "Operations take a request and a CancellationToken", "{0} must take at most one request, of a reference type, and then a CancellationToken");

    public static readonly DiagnosticDescriptor Json = Rule(
        "SUTI005", "The JSON context lists every request and result", "{0}");

    public static readonly DiagnosticDescriptor Name = Rule(
        "SUTI006", "Names of operations are unique words", "\"{0}\" is no free name: letters and digits, a lower-case letter first, each name once");

    public static readonly DiagnosticDescriptor Summary = Rule(
        "SUTI007", "Operations have a summary", "{0} has no <summary>; whoever calls it by name sees nothing else");

    private static readonly DiagnosticDescriptor[] All = [Interface, Member, Result, Parameters, Json, Name, Summary];

    public static DiagnosticDescriptor ById(string id) => All.First(rule => rule.Id == id);

    private static DiagnosticDescriptor Rule(string id, string title, string message) =>
        new(id, title, message, "Suti", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
