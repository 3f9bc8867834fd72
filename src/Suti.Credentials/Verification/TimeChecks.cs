// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Whether something is valid at the time of the verification, by what it says itself and by its proof.</summary>
internal static class TimeChecks
{
    public static void Check(ProofReport report, ProofContext context, JsonElement json, string from, string until, DateTimeOffset? validFrom, DateTimeOffset? validUntil)
    {
        if (!context.Options.Checks(CheckCodes.Time))
        {
            report.Checks.SwitchOff(CheckCodes.Time);
            return;
        }

        var now = context.Now;
        var skew = context.Options.ClockSkew;
        if ((validFrom is null && json.Member(from).IsPresent()) || (validUntil is null && json.Member(until).IsPresent()))
        {
            report.Checks.Fail(CheckCodes.Time, "malformed", "A time in it cannot be read.");
        }
        else if (IsPast(validUntil, now, skew) || IsPast(report.ExpiresAt, now, skew))
        {
            report.Checks.Fail(CheckCodes.Time, "expired", "It is no longer valid.");
        }
        else if (IsFuture(validFrom, now, skew) || IsFuture(report.NotBefore, now, skew) || IsFuture(report.IssuedAt, now, skew))
        {
            report.Checks.Fail(CheckCodes.Time, "not-yet-valid", "It is not valid yet.");
        }
        else
        {
            var isBounded = validFrom is not null || validUntil is not null || report.ExpiresAt is not null || report.NotBefore is not null;
            report.Checks.Pass(CheckCodes.Time, isBounded ? "valid" : "no-bounds");
        }
    }

    private static bool IsPast(DateTimeOffset? time, DateTimeOffset now, TimeSpan skew) => time is { } end && Later(end, skew) <= now;

    private static bool IsFuture(DateTimeOffset? time, DateTimeOffset now, TimeSpan skew) => time is { } start && start > Later(now, skew);

    private static DateTimeOffset Later(DateTimeOffset time, TimeSpan by) =>
        time > DateTimeOffset.MaxValue - by ? DateTimeOffset.MaxValue : time + by;
}
