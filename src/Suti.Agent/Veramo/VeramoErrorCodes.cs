// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>The codes of <see cref="SutiException"/> about databases of Veramo.</summary>
public static class VeramoErrorCodes
{
    /// <summary>The secret key does not open the private keys, or is missing. Nothing was imported.</summary>
    public const string WrongSecretKey = "veramo.wrong-secret-key";

    /// <summary>The database is not one of Veramo, or of a version that is not known. Nothing was imported.</summary>
    public const string UnknownDatabase = "veramo.unknown-database";
}
