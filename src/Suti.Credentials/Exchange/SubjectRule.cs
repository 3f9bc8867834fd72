// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>A rule about whom fields are about: <c>is_holder</c> or <c>same_subject</c>.</summary>
/// <param name="Fields">The ids of the fields.</param>
/// <param name="IsRequired">Whether it must hold; otherwise it is a wish.</param>
internal sealed record SubjectRule(IReadOnlyList<string> Fields, bool IsRequired);
