// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Dids.Tests;

/// <summary>A method whose answers the test writes.</summary>
internal sealed class ScriptedMethod(Func<Did, CancellationToken, Task<DidResolutionResult>> resolve, string name = "test") : IDidMethod
{
    private int _calls;

    public int Calls => _calls;

    public string Name => name;

    public ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return new(resolve(did, cancellationToken));
    }

    public static DidResolutionResult Found(string id) =>
        DidResolutionResult.FromDocument(DidDocument.Parse(Encoding.UTF8.GetBytes($"{{\"id\":\"{id}\"}}")));
}
