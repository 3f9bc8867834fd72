// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using System.Text.Json.Nodes;
using Suti.Testing;

namespace Suti.House.Tests;

public sealed class OperationsDocumentTests
{
    [Fact]
    public void Document_OfTheOperations_IsTheAcceptedOne()
    {
        var path = Path.Combine(RepositoryPaths.Root, OperationsDocument.File);
        var actual = OperationsDocument.Write();
        if (Environment.GetEnvironmentVariable("SUTI_ACCEPT_OPERATIONS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        var accepted = File.Exists(path) ? File.ReadAllText(path) : "";
        var first = actual.Split('\n').Zip(accepted.Split('\n')).FirstOrDefault(lines => lines.First != lines.Second);
        Assert.True(
            actual == accepted,
            $"{OperationsDocument.File} is not what the operations are. First difference:\n- {first.Second}\n+ {first.First}\nIf this is meant, run eng/accept-operations and commit the page.");
    }

    [Fact]
    public void Capabilities_OfEveryAssembly_AreFoundWithTheirErrors()
    {
        var declared = SourceProject.All.Where(project => !project.IsGenerator)
            .SelectMany(project => Assembly.Load(project.Name).GetExportedTypes())
            .Where(type => type.GetCustomAttribute<AgentApiAttribute>() is not null)
            .Select(type => type.Name)
            .Order(StringComparer.Ordinal);
        Assert.Equal(declared, OperationsDocument.Capabilities.Select(capability => capability.InterfaceType.Name));
        Gate.AssertNone(OperationsDocument.CapabilitiesWithoutErrors);
        var classes = SourceProject.All.Where(project => !project.IsGenerator)
            .SelectMany(project => Assembly.Load(project.Name).GetExportedTypes()).Select(type => type.Name);
        Gate.AssertNone(OperationsDocument.ErrorClasses.Except(classes));
    }

    [Fact]
    public void Operations_OfEveryCapability_HaveASummary() =>
        Assert.All(OperationsDocument.Capabilities.SelectMany(capability => capability.Operations), operation => Assert.EndsWith(".", operation.Summary, StringComparison.Ordinal));

    [Theory]
    [InlineData("true", "any")]
    [InlineData("{}", "any")]
    [InlineData("""{"type":"string"}""", "string")]
    [InlineData("""{"type":["string","null"]}""", "string | null")]
    [InlineData("""{"enum":["a",1]}""", "\"a\" | 1")]
    [InlineData("""{"type":"array","items":{"type":["string","null"]}}""", "(string | null)[]")]
    [InlineData("""{"type":"object"}""", "object")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"integer"}}""", "{\n  [name]: integer\n}")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","description":"A."},"b":{"$ref":"#"}},"required":["a"]}""", "{\n  a: string  // A.\n  b?: as at #\n}")]
    public void SchemaText_OfASchema_IsItsType(string schema, string expected) => Assert.Equal(expected, SchemaText.Of(JsonNode.Parse(schema)));

    [Fact]
    public void SchemaText_OfWhatItDoesNotKnow_Refuses() =>
        Assert.Throws<NotSupportedException>(() => SchemaText.Of(JsonNode.Parse("""{"type":"string","pattern":"a"}""")));
}
