// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>The keys of the agent. Private keys stay with the key management system that holds them.</summary>
[AgentApi(typeof(AgentJson))]
public interface IKeyManager
{
    /// <summary>Lists the names of the key management systems. The first one is the default.</summary>
    [Operation("keyManagerGetKeyManagementSystems", IsReadOnly = true)]
    Task<string[]> GetKeyManagementSystemsAsync(CancellationToken cancellationToken = default);

    /// <summary>Creates a key.</summary>
    [Operation("keyManagerCreate")]
    Task<ManagedKey> CreateAsync(CreateKeyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gets a key by its id.</summary>
    [Operation("keyManagerGet", IsReadOnly = true)]
    Task<ManagedKey> GetAsync(KeyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the keys, all of them or those of one key management system or type.</summary>
    [Operation("keyManagerList", IsReadOnly = true)]
    Task<ManagedKey[]> ListAsync(ListKeysRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a key for good. A key that a managed DID uses is not deleted.</summary>
    [Operation("keyManagerDelete")]
    Task<bool> DeleteAsync(KeyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Imports a private key. Importing the same key again changes nothing.</summary>
    [Operation("keyManagerImport")]
    Task<ManagedKey> ImportAsync(ImportKeyRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Signs data. The signature is base64url for the algorithms of JOSE, and hexadecimal digits after 0x for those of Ethereum.
    /// </summary>
    [Operation("keyManagerSign", IsReadOnly = true)]
    Task<string> SignAsync(SignRequest request, CancellationToken cancellationToken = default);

    /// <summary>Computes the secret that a key shares with a public key, in hexadecimal digits.</summary>
    [Operation("keyManagerSharedSecret", IsReadOnly = true)]
    Task<string> ComputeSharedSecretAsync(SharedSecretRequest request, CancellationToken cancellationToken = default);

    /// <summary>Encrypts a text for a public key, as a JWE in JSON.</summary>
    [Operation("keyManagerEncryptJWE", IsReadOnly = true)]
    Task<string> EncryptJweAsync(EncryptJweRequest request, CancellationToken cancellationToken = default);

    /// <summary>Decrypts a JWE in JSON to its text.</summary>
    [Operation("keyManagerDecryptJWE", IsReadOnly = true)]
    Task<string> DecryptJweAsync(DecryptJweRequest request, CancellationToken cancellationToken = default);

    /// <summary>Signs the signing input of a JWT with the first algorithm of the key; the signature is base64url.</summary>
    [Operation("keyManagerSignJWT", IsReadOnly = true)]
    Task<string> SignJwtAsync(SignJwtRequest request, CancellationToken cancellationToken = default);

    /// <summary>Signs a transaction of Ethereum; the signed one is hexadecimal digits after 0x.</summary>
    [Operation("keyManagerSignEthTX", IsReadOnly = true)]
    Task<string> SignEthereumTransactionAsync(SignEthereumTransactionRequest request, CancellationToken cancellationToken = default);
}
