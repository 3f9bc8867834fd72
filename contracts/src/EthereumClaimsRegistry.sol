// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Claims of anyone about anyone (ERC-780).
contract EthereumClaimsRegistry {
    mapping(address issuer => mapping(address subject => mapping(bytes32 key => bytes32))) public registry;

    event ClaimSet(
        address indexed issuer, address indexed subject, bytes32 indexed key, bytes32 value, uint256 updatedAt
    );
    event ClaimRemoved(address indexed issuer, address indexed subject, bytes32 indexed key, uint256 removedAt);

    function setClaim(address subject, bytes32 key, bytes32 value) public {
        registry[msg.sender][subject][key] = value;
        emit ClaimSet(msg.sender, subject, key, value, block.timestamp);
    }

    function setSelfClaim(bytes32 key, bytes32 value) external {
        setClaim(msg.sender, key, value);
    }

    function getClaim(address issuer, address subject, bytes32 key) external view returns (bytes32) {
        return registry[issuer][subject][key];
    }

    /// @notice Removes a claim: its issuer and its subject may. The event always names the issuer, so that who follows the claims of an
    /// issuer sees each removal.
    function removeClaim(address issuer, address subject, bytes32 key) external {
        require(msg.sender == issuer || msg.sender == subject, "bad_actor");
        require(registry[issuer][subject][key] != 0, "no_claim");
        delete registry[issuer][subject][key];
        emit ClaimRemoved(issuer, subject, key, block.timestamp);
    }
}
