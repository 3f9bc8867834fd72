// SPDX-License-Identifier: Apache-2.0

namespace Suti.Cli;

/// <summary>What one check of the doctor found.</summary>
/// <param name="Check">What was checked.</param>
/// <param name="Outcome"><c>ok</c>, <c>warning</c>, <c>failed</c> or <c>skipped</c>.</param>
/// <param name="Text">What was found.</param>
/// <param name="Advice">What to do about it; null when nothing is to be done.</param>
internal sealed record Finding(string Check, string Outcome, string Text, string? Advice = null)
{
    public const string Ok = "ok";
    public const string Warning = "warning";
    public const string Failed = "failed";
    public const string Skipped = "skipped";

    /// <summary>What a failure means.</summary>
    public static Finding Of(string check, SutiException failure) =>
        new(check, Failed, $"{failure.Code}: {failure.Message.ReplaceLineEndings(" ")}", ErrorAdvice.Find(failure.Code));
}
