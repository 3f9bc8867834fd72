// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Suti.Agent;

/// <summary>Seals the secrets of an agent.</summary>
public static class SealingExtensions
{
    extension(IAgentBuilder builder)
    {
        /// <summary>
        /// Seals secrets under a root key in a file: 32 bytes, or 64 hexadecimal digits. Nobody but its owner may read it.
        /// </summary>
        public IAgentBuilder UseRootKeyFile(string path)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            return builder.UseRootKey("UseRootKeyFile()", _ => RootKeyBytes.ReadFile(path));
        }

        /// <summary>Seals secrets under a root key of 64 hexadecimal digits in an environment variable.</summary>
        public IAgentBuilder UseRootKeyFromEnvironment(string variable = "SUTI_ROOT_KEY")
        {
            ArgumentException.ThrowIfNullOrEmpty(variable);
            return builder.UseRootKey("UseRootKeyFromEnvironment()", _ => RootKeyBytes.ReadEnvironment(variable));
        }

        /// <summary>Adds <see cref="RecordSealer"/> and the kind of its data keys. An agent does so itself.</summary>
        public IAgentBuilder AddRecordSealing()
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Plan.AddRecordKind(RecordSealer.DataKeys);
            builder.Services.TryAddSingleton<RecordSealer>();
            builder.Services.TryAddSingleton<IRecordSealer>(static services => services.GetRequiredService<RecordSealer>());
            return builder;
        }
    }
}
