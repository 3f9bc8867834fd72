// SPDX-License-Identifier: Apache-2.0

using Suti.Credentials;
using Suti.Dids;

namespace Suti.Agent.TestKit;

/// <summary>The plugins that the suites expect.</summary>
public static class TestAgents
{
    /// <summary>Adds them.</summary>
    public static IAgentBuilder AddPlugins(IAgentBuilder builder) => builder
        .AddLocalKeys()
        .AddDidKey().AddDidJwk().AddDidPkh().AddDidPeer().AddDidWeb().AddDidWebVh()
        .AddJwtCredentials().AddSelectiveDisclosure().AddSdJwtCredentials().AddCoseCredentials().AddCredentialRequests()
        .AddUrlMessages().AddCredentialMessages().AddJwtMessages().AddDisclosureMessages()
        .AddMessageHandler<NoteMessageHandler>();
}
