// SPDX-License-Identifier: Apache-2.0

using Microsoft.CodeAnalysis;

namespace Suti.Agent.Generators;

/// <summary>Reads the interface of a capability and notes what it must not be.</summary>
internal sealed class CapabilityReader
{
    private static readonly SymbolDisplayFormat WithNullability = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly List<DiagnosticModel> _diagnostics = [];
    private readonly HashSet<string> _names = [];
    private readonly INamedTypeSymbol _interface;
    private readonly INamedTypeSymbol? _context;
    private readonly HashSet<ITypeSymbol> _jsonTypes;

    private CapabilityReader(INamedTypeSymbol capability, INamedTypeSymbol? context)
    {
        _interface = capability;
        _context = context;
        _jsonTypes = new(
            (context?.GetAttributes() ?? [])
                .Where(static attribute => attribute.AttributeClass?.Name == "JsonSerializableAttribute")
                .Select(static attribute => attribute.ConstructorArguments.FirstOrDefault().Value)
                .OfType<ITypeSymbol>(),
            SymbolEqualityComparer.Default);
    }

    public static CapabilityModel Read(GeneratorAttributeSyntaxContext syntax, CancellationToken cancellationToken)
    {
        var context = syntax.Attributes[0].ConstructorArguments.FirstOrDefault().Value as INamedTypeSymbol;
        return new CapabilityReader((INamedTypeSymbol)syntax.TargetSymbol, context).Read(cancellationToken);
    }

    private CapabilityModel Read(CancellationToken cancellationToken)
    {
        if (_interface.ContainingType is not null || _interface.IsGenericType)
        {
            Note(CapabilityRules.Interface, _interface, _interface.Name);
        }

        if (!IsJsonContext(_context))
        {
            Note(CapabilityRules.Json, _interface, "[AgentApi] takes the type of a JsonSerializerContext");
        }

        var operations = new List<OperationModel>();
        foreach (var member in _interface.AllInterfaces.SelectMany(static other => other.GetMembers()).Concat(_interface.GetMembers()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (member.IsAbstract && ReadMember(member, cancellationToken) is { } operation)
            {
                operations.Add(operation);
            }
        }

        return new(
            _interface.ContainingNamespace.IsGlobalNamespace ? "" : _interface.ContainingNamespace.ToDisplayString(),
            _interface.Name,
            _interface.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
            _context?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) ?? "",
            new([.. operations]),
            new([.. _diagnostics]));
    }

    private OperationModel? ReadMember(ISymbol member, CancellationToken cancellationToken)
    {
        if (member is IMethodSymbol { MethodKind: not MethodKind.Ordinary })
        {
            return null;
        }

        var attribute = member.GetAttributes().FirstOrDefault(static found => found.AttributeClass?.ToDisplayString() == "Suti.OperationAttribute");
        if (member is not IMethodSymbol { IsGenericMethod: false } method || attribute is null)
        {
            Note(CapabilityRules.Member, member, member.Name);
            return null;
        }

        var name = attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";
        if (name.Length == 0 || name[0] is < 'a' or > 'z' || !name.All(IsNameCharacter) || !_names.Add(name))
        {
            Note(CapabilityRules.Name, member, name);
        }

        var summary = SummaryReader.Read(method, cancellationToken);
        if (summary.Length == 0)
        {
            Note(CapabilityRules.Summary, member, member.Name);
        }

        var (resultType, resultSymbol) = ReadResult(method);
        var request = ReadRequest(method);
        return new(
            name,
            method.Name,
            summary,
            attribute.NamedArguments.Any(static argument => argument is { Key: "IsReadOnly", Value.Value: true }),
            request?.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            resultType,
            resultSymbol?.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            request?.Name);
    }

    private (string? Type, ITypeSymbol? Symbol) ReadResult(IMethodSymbol method)
    {
        var definition = method.ReturnType.OriginalDefinition.ToDisplayString();
        if (definition == "System.Threading.Tasks.Task")
        {
            return (null, null);
        }

        if (definition != "System.Threading.Tasks.Task<TResult>" || method.ReturnType is not INamedTypeSymbol { TypeArguments.Length: 1 } task)
        {
            Note(CapabilityRules.Result, method, method.Name);
            return (null, null);
        }

        var result = task.TypeArguments[0];
        RequireJson(method, result);
        return (result.ToDisplayString(WithNullability), result);
    }

    private IParameterSymbol? ReadRequest(IMethodSymbol method)
    {
        var parameters = method.Parameters;
        var fits = parameters.Length is 1 or 2
            && parameters.All(static parameter => parameter.RefKind == RefKind.None)
            && parameters[parameters.Length - 1].Type.ToDisplayString() == "System.Threading.CancellationToken"
            && (parameters.Length == 1 || parameters[0].Type.IsReferenceType);
        if (!fits)
        {
            Note(CapabilityRules.Parameters, method, method.Name);
            return null;
        }

        if (parameters.Length == 1)
        {
            return null;
        }

        RequireJson(method, parameters[0].Type);
        return parameters[0];
    }

    private void RequireJson(IMethodSymbol method, ITypeSymbol type)
    {
        if (IsJsonContext(_context) && !_jsonTypes.Contains(type))
        {
            Note(
                CapabilityRules.Json,
                method,
                $"{_context!.Name} does not list {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}: add [JsonSerializable] for it");
        }
    }

    private void Note(DiagnosticDescriptor rule, ISymbol place, string argument) =>
        _diagnostics.Add(DiagnosticModel.Create(rule, place.Locations.FirstOrDefault(), argument));

    private static bool IsJsonContext(INamedTypeSymbol? type) =>
        type?.BaseType?.ToDisplayString() == "System.Text.Json.Serialization.JsonSerializerContext";

    private static bool IsNameCharacter(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
