// SPDX-License-Identifier: Apache-2.0

namespace Suti.Server;

/// <summary>What the value of a setting is.</summary>
public enum SettingKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A file. A relative one in <c>suti.json</c> is beside it, else it is in the folder where the program runs.</summary>
    Path,

    /// <summary>Files: an array in JSON, separated by commas elsewhere. Relative ones are taken as for <see cref="Path"/>.</summary>
    Paths,

    /// <summary>An address of the web: <c>http</c> or <c>https</c>.</summary>
    Url,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>Texts: an array in JSON, separated by commas elsewhere.</summary>
    List,

    /// <summary>Addresses of the web: an array in JSON, separated by commas elsewhere.</summary>
    Urls,

    /// <summary>An array of objects, in JSON everywhere.</summary>
    Objects,
}
