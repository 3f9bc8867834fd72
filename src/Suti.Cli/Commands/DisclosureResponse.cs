// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Cli;

/// <summary>Makes the answer to a request for claims: reads and verifies it, finds credentials, lets a person choose, and presents.</summary>
internal sealed class DisclosureResponse(Terminal terminal, IAgent agent, IReadOnlyList<string> chosen)
{
    /// <param name="raw">The request as it came.</param>
    /// <param name="holder">Who answers; the one that is asked when null.</param>
    /// <param name="save">Whether to keep the answer.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The presentation; null when an essential claim is missing, which is said.</returns>
    public async Task<JsonElement?> MakeAsync(string raw, string? holder, bool save, CancellationToken cancellationToken)
    {
        var message = await CallAsync("handleMessage", new JsonObject { ["raw"] = raw }, cancellationToken).ConfigureAwait(false);
        if (TextOf(message, "type") != "sdr" || !message.TryGetProperty("data", out var data))
        {
            throw new SutiException(CliErrorCodes.Usage, "It is no request for claims.");
        }

        holder ??= TextOf(message, "to") ?? throw new SutiException(CliErrorCodes.Usage, "The request asks nobody in particular: say who answers, with --holder.");
        var find = new JsonObject { ["sdr"] = JsonNode.Parse(data.GetRawText()), ["did"] = holder };
        var found = await CallAsync("getVerifiableCredentialsForSdr", find, cancellationToken).ConfigureAwait(false);
        var shown = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var isComplete = true;
        foreach (var claim in found.EnumerateArray())
        {
            if (Choose(claim) is { } credential)
            {
                shown.TryAdd(TextOf(credential, "hash")!, credential.GetProperty("verifiableCredential"));
            }
            else if (claim.TryGetProperty("essential", out var essential) && essential.ValueKind == JsonValueKind.True)
            {
                terminal.Error.WriteLine($"suti: There is no credential with the claim \"{ResultPrinter.Clean(TextOf(claim, "claimType") ?? "")}\", which is essential.");
                isComplete = false;
            }
        }

        if (!isComplete || shown.Count == 0)
        {
            return null;
        }

        var list = new JsonArray();
        foreach (var credential in shown.Values)
        {
            list.Add(JsonNode.Parse(credential.GetRawText()));
        }

        var presentation = new JsonObject { ["holder"] = holder, ["verifier"] = Verb.ToArray([TextOf(message, "from") ?? holder]), ["verifiableCredential"] = list };
        if (TextOf(message, "threadId") is { } tag)
        {
            presentation["tag"] = tag;
        }

        return await CallAsync(
            "createVerifiablePresentation", new JsonObject { ["presentation"] = presentation, ["proofFormat"] = "jwt", ["save"] = save }, cancellationToken).ConfigureAwait(false);
    }

    private static string? TextOf(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The credential to show for a claim; null when there is none, or none is wanted.</summary>
    private JsonElement? Choose(JsonElement claim)
    {
        JsonElement[] candidates = [.. claim.GetProperty("credentials").EnumerateArray()];
        if (candidates.Length == 0)
        {
            return null;
        }

        if (chosen.Count > 0)
        {
            return Array.FindIndex(candidates, candidate => chosen.Contains(TextOf(candidate, "hash"), StringComparer.Ordinal)) is >= 0 and var at ? candidates[at] : null;
        }

        if (candidates.Length == 1 || !terminal.CanAsk)
        {
            return candidates[0];
        }

        terminal.Error.WriteLine($"{ResultPrinter.Clean(TextOf(claim, "claimType") ?? "")}: {ResultPrinter.Clean(TextOf(claim, "reason") ?? "no reason given")}");
        for (var index = 0; index < candidates.Length; index++)
        {
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {index + 1}. {TextOf(candidates[index], "hash")}"));
        }

        return int.TryParse(terminal.Ask("Which one (empty for the first, 0 for none)") ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= candidates.Length
                ? candidates[number - 1]
                : null;
    }

    /// <summary>A request of somebody else may say more than we know: what is unknown in it is left aside.</summary>
    private async Task<JsonElement> CallAsync(string operation, JsonObject request, CancellationToken cancellationToken) => JsonElement.Parse(
        await agent.ExecuteAsync(operation, Encoding.UTF8.GetBytes(request.ToJsonString()), UnknownMembers.Ignore, cancellationToken).ConfigureAwait(false));
}
