// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>The codes of <see cref="SutiException"/> that stand between an agent and who calls it from elsewhere.</summary>
public static class RemoteErrorCodes
{
    /// <summary>There is no credential, or none that is valid.</summary>
    public const string Unauthorized = "remote.unauthorized";

    /// <summary>The credential does not reach so far, or the call comes from where none may come.</summary>
    public const string Forbidden = "remote.forbidden";

    /// <summary>The request is no JSON by its media type.</summary>
    public const string MediaType = "remote.media-type";

    /// <summary>The request is larger than the agent takes.</summary>
    public const string TooLarge = "remote.too-large";

    /// <summary>There were too many requests.</summary>
    public const string TooMany = "remote.too-many";

    /// <summary>The agent is stopping, or has no room for another caller.</summary>
    public const string Unavailable = "remote.unavailable";

    /// <summary>The agent failed for a reason that it keeps to itself and its log.</summary>
    public const string Failed = "remote.failed";

    /// <summary>The agent could not be reached, or did not answer in time.</summary>
    public const string Unreachable = "remote.unreachable";

    /// <summary>What came back is not the answer of an agent, or is too large.</summary>
    public const string ResponseInvalid = "remote.response-invalid";
}
