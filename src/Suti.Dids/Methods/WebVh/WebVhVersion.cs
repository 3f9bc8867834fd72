// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>A verified entry of a log.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Id">Its version id.</param>
/// <param name="Time">When it was made.</param>
/// <param name="Parameters">What is active after it.</param>
/// <param name="Document">The document that it holds.</param>
/// <param name="RequiredWitnesses">Who must have approved it.</param>
internal sealed record WebVhVersion(
    int Number, string Id, DateTimeOffset Time, WebVhParameters Parameters, DidDocument Document, WebVhWitnesses RequiredWitnesses);
