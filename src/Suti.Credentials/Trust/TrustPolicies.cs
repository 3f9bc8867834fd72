// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Policies made of others.</summary>
public static class TrustPolicies
{
    /// <summary>Accepts what at least one policy accepts. They are asked in their order, and only until one accepts.</summary>
    /// <exception cref="ArgumentException">There is none: nothing says who is accepted.</exception>
    public static ITrustPolicy Any(params IReadOnlyList<ITrustPolicy> policies) => new AnyOf(Require(policies));

    /// <summary>Accepts what every policy accepts. They are asked in their order, and only until one objects.</summary>
    /// <exception cref="ArgumentException">There is none: nothing says who is accepted.</exception>
    public static ITrustPolicy All(params IReadOnlyList<ITrustPolicy> policies) => new AllOf(Require(policies));

    private static ITrustPolicy[] Require(IReadOnlyList<ITrustPolicy> policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        return policies.Count > 0 && policies.All(policy => policy is not null)
            ? [.. policies]
            : throw new ArgumentException("There must be a policy.", nameof(policies));
    }

    private sealed class AnyOf(ITrustPolicy[] policies) : ITrustPolicy
    {
        public async ValueTask<TrustObjection?> ObjectAsync(Credential credential, DateTimeOffset now, CancellationToken cancellationToken)
        {
            var objections = new List<TrustObjection>(policies.Length);
            foreach (var policy in policies)
            {
                if (await policy.ObjectAsync(credential, now, cancellationToken).ConfigureAwait(false) is not { } objection)
                {
                    return null;
                }

                objections.Add(objection);
            }

            return objections.Count == 1
                ? objections[0]
                : new TrustObjection("no-policy-accepts", string.Join(' ', objections.Select(objection => objection.Message).Distinct()));
        }
    }

    private sealed class AllOf(ITrustPolicy[] policies) : ITrustPolicy
    {
        public async ValueTask<TrustObjection?> ObjectAsync(Credential credential, DateTimeOffset now, CancellationToken cancellationToken)
        {
            foreach (var policy in policies)
            {
                if (await policy.ObjectAsync(credential, now, cancellationToken).ConfigureAwait(false) is { } objection)
                {
                    return objection;
                }
            }

            return null;
        }
    }
}
