// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>The checks of a verification while it runs.</summary>
public sealed class CheckList
{
    private readonly List<VerificationCheck> _checks = new(14);

    /// <summary>The checks so far.</summary>
    public IReadOnlyList<VerificationCheck> Items => _checks;

    /// <summary>Whether one of them failed.</summary>
    public bool HasFailed => _checks.Exists(check => check.Outcome == CheckOutcome.Failed);

    /// <summary>Whether there is one with that code that passed.</summary>
    public bool HasPassed(string code) => Find(code)?.Outcome == CheckOutcome.Passed;

    /// <summary>The check with that code; null when there is none yet.</summary>
    public VerificationCheck? Find(string code) => _checks.Find(check => check.Code == code);

    /// <summary>It was checked, and is right.</summary>
    public void Pass(string code, string reason = "ok", string? message = null) => _checks.Add(new(code, CheckOutcome.Passed, reason, message));

    /// <summary>It is wrong, or could not be checked.</summary>
    public void Fail(string code, string reason, string? message = null) => _checks.Add(new(code, CheckOutcome.Failed, reason, message));

    /// <summary>There is nothing to check.</summary>
    public void Skip(string code, string reason) => _checks.Add(new(code, CheckOutcome.NotApplicable, reason));

    internal void SwitchOff(string code) => _checks.Add(new(code, CheckOutcome.SwitchedOff, "switched-off"));
}
