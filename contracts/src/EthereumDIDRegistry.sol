// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The registry of did:ethr: owners, delegates and attributes of identities (ERC-1056).
/// @notice An identity is any address, and its own owner until it names another. Delegates and attributes live in events; each
/// event names the block of the one before, so that a history can be read backwards without a gap.
contract EthereumDIDRegistry {
    /// @dev Half the order of secp256k1. Each signature has a twin above it, which is refused.
    uint256 private constant HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    mapping(address identity => address) public owners;
    mapping(address identity => mapping(bytes32 hashedType => mapping(address delegate => uint256 validTo))) public delegates;
    mapping(address identity => uint256) public changed;

    /// @notice How many signed calls an owner has made. It counts for all identities of the owner.
    mapping(address owner => uint256) public nonce;

    event DIDOwnerChanged(address indexed identity, address owner, uint256 previousChange);
    event DIDDelegateChanged(
        address indexed identity, bytes32 delegateType, address delegate, uint256 validTo, uint256 previousChange
    );
    event DIDAttributeChanged(
        address indexed identity, bytes32 name, bytes value, uint256 validTo, uint256 previousChange
    );

    modifier onlyOwner(address identity) {
        require(msg.sender == identityOwner(identity), "bad_actor");
        _;
    }

    function identityOwner(address identity) public view returns (address) {
        address owner = owners[identity];
        return owner == address(0) ? identity : owner;
    }

    function validDelegate(address identity, bytes32 delegateType, address delegate) external view returns (bool) {
        return delegates[identity][_hash(delegateType)][delegate] > block.timestamp;
    }

    function changeOwner(address identity, address newOwner) external onlyOwner(identity) {
        _changeOwner(identity, newOwner);
    }

    function changeOwnerSigned(address identity, uint8 sigV, bytes32 sigR, bytes32 sigS, address newOwner) external {
        address owner = identityOwner(identity);
        _spend(
            owner, sigV, sigR, sigS, abi.encodePacked(hex"1900", this, nonce[owner], identity, "changeOwner", newOwner)
        );
        _changeOwner(identity, newOwner);
    }

    function addDelegate(address identity, bytes32 delegateType, address delegate, uint256 validity)
        external
        onlyOwner(identity)
    {
        _setDelegate(identity, delegateType, delegate, block.timestamp + validity);
    }

    function addDelegateSigned(
        address identity,
        uint8 sigV,
        bytes32 sigR,
        bytes32 sigS,
        bytes32 delegateType,
        address delegate,
        uint256 validity
    ) external {
        address owner = identityOwner(identity);
        _spend(
            owner,
            sigV,
            sigR,
            sigS,
            abi.encodePacked(hex"1900", this, nonce[owner], identity, "addDelegate", delegateType, delegate, validity)
        );
        _setDelegate(identity, delegateType, delegate, block.timestamp + validity);
    }

    function revokeDelegate(address identity, bytes32 delegateType, address delegate) external onlyOwner(identity) {
        _setDelegate(identity, delegateType, delegate, block.timestamp);
    }

    function revokeDelegateSigned(
        address identity,
        uint8 sigV,
        bytes32 sigR,
        bytes32 sigS,
        bytes32 delegateType,
        address delegate
    ) external {
        address owner = identityOwner(identity);
        _spend(
            owner,
            sigV,
            sigR,
            sigS,
            abi.encodePacked(hex"1900", this, nonce[owner], identity, "revokeDelegate", delegateType, delegate)
        );
        _setDelegate(identity, delegateType, delegate, block.timestamp);
    }

    function setAttribute(address identity, bytes32 name, bytes calldata value, uint256 validity)
        external
        onlyOwner(identity)
    {
        _setAttribute(identity, name, value, block.timestamp + validity);
    }

    function setAttributeSigned(
        address identity,
        uint8 sigV,
        bytes32 sigR,
        bytes32 sigS,
        bytes32 name,
        bytes calldata value,
        uint256 validity
    ) external {
        address owner = identityOwner(identity);
        _spend(
            owner,
            sigV,
            sigR,
            sigS,
            abi.encodePacked(hex"1900", this, nonce[owner], identity, "setAttribute", name, value, validity)
        );
        _setAttribute(identity, name, value, block.timestamp + validity);
    }

    function revokeAttribute(address identity, bytes32 name, bytes calldata value) external onlyOwner(identity) {
        _setAttribute(identity, name, value, 0);
    }

    function revokeAttributeSigned(
        address identity,
        uint8 sigV,
        bytes32 sigR,
        bytes32 sigS,
        bytes32 name,
        bytes calldata value
    ) external {
        address owner = identityOwner(identity);
        _spend(
            owner, sigV, sigR, sigS, abi.encodePacked(hex"1900", this, nonce[owner], identity, "revokeAttribute", name, value)
        );
        _setAttribute(identity, name, value, 0);
    }

    function _changeOwner(address identity, address newOwner) private {
        owners[identity] = newOwner;
        emit DIDOwnerChanged(identity, newOwner, changed[identity]);
        changed[identity] = block.number;
    }

    function _setDelegate(address identity, bytes32 delegateType, address delegate, uint256 validTo) private {
        delegates[identity][_hash(delegateType)][delegate] = validTo;
        emit DIDDelegateChanged(identity, delegateType, delegate, validTo, changed[identity]);
        changed[identity] = block.number;
    }

    function _setAttribute(address identity, bytes32 name, bytes calldata value, uint256 validTo) private {
        emit DIDAttributeChanged(identity, name, value, validTo, changed[identity]);
        changed[identity] = block.number;
    }

    /// @dev Takes a signature of the owner, once. What is signed has the form of ERC-1056, which has no chain id: a registry at the same
    /// address of another chain takes it too, as long as the nonces agree.
    function _spend(address owner, uint8 sigV, bytes32 sigR, bytes32 sigS, bytes memory message) private {
        require(uint256(sigS) <= HALF_ORDER, "bad_signature");
        address signer = ecrecover(keccak256(message), sigV, sigR, sigS);
        // ecrecover gives zero for nonsense, and the zero address is its own owner.
        require(signer != address(0) && signer == owner, "bad_signature");
        unchecked {
            nonce[signer]++;
        }
    }

    function _hash(bytes32 value) private pure returns (bytes32) {
        return keccak256(abi.encode(value));
    }
}
