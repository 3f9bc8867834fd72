// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Credentials;

/// <summary>A key of a controller that is named by a URL.</summary>
/// <param name="Id">The name of the key: a URL, or the <c>kid</c> in the controller's JWK Set.</param>
/// <param name="Key">The key.</param>
public sealed record ControllerKey(string Id, PublicKey Key);
