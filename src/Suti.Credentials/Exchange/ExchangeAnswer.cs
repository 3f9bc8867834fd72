// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>What one has for a presentation definition.</summary>
/// <param name="IsSatisfied">Whether the definition can be answered.</param>
/// <param name="Matches">The credentials that fit, by the id of the input descriptor; those that meet more wishes come first.</param>
/// <param name="Reasons">Why there is none, by the id of the input descriptor: one of <see cref="ExchangeReasons"/>, whichever came nearest.</param>
/// <param name="Chosen">The ids of the input descriptors that answer the definition with the least; empty when nothing does.</param>
public sealed record ExchangeAnswer(
    bool IsSatisfied,
    IReadOnlyDictionary<string, IReadOnlyList<InputMatch>> Matches,
    IReadOnlyDictionary<string, string> Reasons,
    IReadOnlyList<string> Chosen);
