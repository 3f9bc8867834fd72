// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>The codes of <see cref="SutiException"/> about messages.</summary>
public static class MessageErrorCodes
{
    /// <summary>No handler understands the message.</summary>
    public const string Unsupported = "message.unsupported";

    /// <summary>The message is signed, and the signature or something in it does not hold.</summary>
    public const string NotVerified = "message.not-verified";

    /// <summary>The message is at a URL that cannot be read.</summary>
    public const string FetchFailed = "message.fetch-failed";
}
