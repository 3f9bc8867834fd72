// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>An entry of a verification relationship: a method's id, and the method itself where it is embedded.</summary>
/// <param name="Id">The absolute id.</param>
/// <param name="IdText">The id as it is written.</param>
/// <param name="Embedded">The method when the relationship holds it itself.</param>
internal readonly record struct MethodReference(DidUrl Id, string IdText, VerificationMethod? Embedded);
