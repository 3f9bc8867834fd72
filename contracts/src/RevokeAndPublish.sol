// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EthereumClaimsRegistry} from "./EthereumClaimsRegistry.sol";

/// @title Publishes data under the address that published first, and hands that right on.
contract RevokeAndPublish {
    EthereumClaimsRegistry public immutable REGISTRY;

    /// @notice Who may publish for an address; zero while it does so itself.
    mapping(address genesis => address) public manager;

    event Revocation(address indexed genesis, address indexed from, address indexed to, uint256 updatedAt);

    constructor(EthereumClaimsRegistry registry) {
        require(address(registry).code.length != 0, "no_registry");
        REGISTRY = registry;
    }

    /// @notice Publishes for the last time and names who comes after.
    function revokeAndPublish(address genesis, bytes32 key, bytes32 data, address newManager) external {
        // Zero would give the right back to the address that it was taken from.
        require(newManager != address(0), "bad_manager");
        publish(genesis, key, data);
        address previous = manager[genesis];
        manager[genesis] = newManager;
        emit Revocation(genesis, previous == address(0) ? genesis : previous, newManager, block.timestamp);
    }

    function publish(address genesis, bytes32 key, bytes32 data) public {
        address current = manager[genesis];
        require(msg.sender == (current == address(0) ? genesis : current), "bad_actor");
        REGISTRY.setClaim(genesis, key, data);
    }

    function lookup(address genesis, bytes32 key) external view returns (bytes32) {
        return REGISTRY.getClaim(address(this), genesis, key);
    }
}
