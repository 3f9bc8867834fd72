// SPDX-License-Identifier: Apache-2.0

namespace Suti.AspNetCore;

/// <summary>What an agent shows of itself over HTTP.</summary>
public sealed class AgentHttpOptions
{
    private readonly List<string> _exposed = [];

    /// <summary>The largest request, in bytes. It is what Veramo takes.</summary>
    public int MaxRequestSize { get; set; } = 10 << 20;

    /// <summary>How many requests a caller may send in a second, on average; null for as many as it likes.</summary>
    public int? RequestsPerSecond { get; set; }

    /// <summary>How many requests a caller may send at once, before <see cref="RequestsPerSecond"/> holds.</summary>
    public int Burst { get; set; } = 200;

    /// <summary>How many streams of events may be open at the same time.</summary>
    public int MaxEventStreams { get; set; } = 256;

    /// <summary>
    /// Where the server is reached, as its users know it: <c>https://agent.example</c>. It stands in the OpenAPI document; null for what a request says.
    /// </summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>
    /// The web origins whose pages may call, such as <c>https://app.example</c>. It opens the guard of an agent without credentials for them; the answers
    /// that let a browser show them are those of ASP.NET's <c>UseCors</c>.
    /// </summary>
    public ISet<string> AllowedOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of the agent in its descriptions.</summary>
    public string Name { get; set; } = "Suti agent";

    /// <summary>The operations that can be called: those whose patterns were given to <see cref="Expose"/>.</summary>
    public OperationSelection Exposed { get; private set; } = OperationSelection.None;

    /// <summary>Exposes operations. None is exposed that is not named here.</summary>
    /// <param name="patterns">Patterns of <see cref="OperationSelection"/>: <c>didManager*</c>, <c>@read-only</c>, <c>*</c>, <c>!keyManagerDelete</c>.</param>
    /// <exception cref="ArgumentException">A pattern has another form.</exception>
    public AgentHttpOptions Expose(params IEnumerable<string> patterns)
    {
        _exposed.AddRange(patterns);
        Exposed = new OperationSelection(_exposed);
        return this;
    }
}
