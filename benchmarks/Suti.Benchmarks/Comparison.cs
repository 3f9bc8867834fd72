// SPDX-License-Identifier: Apache-2.0

namespace Suti.Benchmarks;

/// <summary>
/// One line of the table: our work beside the same work of a named reference. Each side runs its operation
/// <c>count</c> times and is timed by the caller, in turn, in one process.
/// </summary>
/// <param name="Group">What <c>./bench GROUP</c> selects: <c>crypto</c>, <c>jose</c>...</param>
/// <param name="Name">Lower-case and dotted; says what and whose, as in <c>ed25519.verify.libsodium</c>.</param>
/// <param name="Ours">Runs our operation the given number of times.</param>
/// <param name="Reference">Whose implementation stands beside.</param>
/// <param name="Theirs">Runs the reference's operation the given number of times.</param>
/// <param name="OperationsPerCall">How many units one operation counts for, such as signatures in a batch.</param>
internal sealed record Comparison(
    string Group, string Name, Action<int> Ours, string Reference, ITimedOperation Theirs, int OperationsPerCall = 1)
{
    /// <summary>What both sides need before the clock runs, such as a filled database.</summary>
    public Action? Prepare { get; init; }
}
