// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Dids;

namespace Suti.Agent.Client;

/// <summary>Resolves DIDs by asking an agent to.</summary>
internal sealed class AgentDidResolver(IDidResolution resolution) : IDidResolver
{
    public async ValueTask<DidResolutionResult> ResolveAsync(
        string did, DidResolutionOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var answer = await resolution.ResolveAsync(new() { DidUrl = did, Options = Write(options) }, cancellationToken).ConfigureAwait(false);
            return DidResolutionJson.Read(answer);
        }
        catch (SutiException exception)
        {
            return DidResolutionResult.FromError(DidErrorCodes.InternalError, $"The agent did not resolve: {exception.Code}.");
        }
    }

    private static JsonElement? Write(DidResolutionOptions? options)
    {
        if (options is null)
        {
            return null;
        }

        var json = new JsonObject();
        if (options.Accept is not null)
        {
            json["accept"] = options.Accept;
        }

        if (options.VersionId is not null)
        {
            json["versionId"] = options.VersionId;
        }

        if (options.VersionTime is { } time)
        {
            json["versionTime"] = time.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        }

        if (options.NoCache)
        {
            json["noCache"] = true;
        }

        return JsonElement.Parse(json.ToJsonString());
    }
}
