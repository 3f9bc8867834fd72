// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>What is wrong, with Veramo's codes.</summary>
/// <param name="Message">For people; it begins with the code.</param>
/// <param name="ErrorCode">Veramo's code, such as <c>invalid_signature</c>.</param>
public sealed record VerifyError(string Message, string ErrorCode);
