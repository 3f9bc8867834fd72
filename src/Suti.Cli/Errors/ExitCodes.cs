// SPDX-License-Identifier: Apache-2.0

namespace Suti.Cli;

/// <summary>The exit codes. The table of the guide names the same.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Configuration = 3;
    public const int NotFound = 4;
    public const int Conflict = 5;
    public const int Denied = 6;
    public const int Unavailable = 7;
    public const int Refused = 8;
    public const int Unexpected = 70;
    public const int Canceled = 130;

    /// <summary>The exit code for the code of a failure.</summary>
    public static int Of(string code) => code switch
    {
        CliErrorCodes.Usage or CliErrorCodes.LocalOnly or CliErrorCodes.NotConfirmed or CliErrorCodes.SecretMissing
            or AgentErrorCodes.InvalidArgument or AgentErrorCodes.UnknownOperation or RecordErrorCodes.InvalidQuery => Usage,
        AgentErrorCodes.InvalidConfiguration or AgentErrorCodes.CapabilityMissing
            or RecordErrorCodes.RootKeyMissing or RecordErrorCodes.RootKeyInvalid or RecordErrorCodes.WrongRootKey => Configuration,
        _ when code.StartsWith("config.", StringComparison.Ordinal) => Configuration,
        "record.store-unavailable" or "remote.unavailable" or "remote.unreachable" or "remote.too-many" or "ethereum.rpc-unavailable" => Unavailable,
        "remote.unauthorized" or "remote.forbidden" => Denied,
        "record.conflict" or "key.in-use" => Conflict,
        _ when code.EndsWith("not-found", StringComparison.Ordinal) => NotFound,
        _ when code.EndsWith(".exists", StringComparison.Ordinal) => Conflict,
        CliErrorCodes.Unexpected => Unexpected,
        _ => Failed,
    };
}
