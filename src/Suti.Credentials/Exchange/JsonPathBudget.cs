// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>How many values paths and filters of a stranger may make us look at.</summary>
internal sealed class JsonPathBudget(int steps)
{
    private int _left = steps;

    /// <summary>What is left.</summary>
    public int Left => _left;

    /// <exception cref="SutiException">Nothing is left.</exception>
    public void Spend(int count = 1)
    {
        if ((_left -= count) < 0)
        {
            _left = 0;
            throw new SutiException(CredentialErrorCodes.RequestInvalid, "The request asks for too much work.");
        }
    }
}
