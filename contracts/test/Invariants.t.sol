// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Cheats} from "./Cheats.sol";
import {IdentityProxy} from "../src/IdentityProxy.sol";
import {MetaIdentityManager} from "../src/MetaIdentityManager.sol";

/// @dev Does what a few keys could do with an identity, in any order and at any time.
contract Hands is Cheats {
    MetaIdentityManager public manager;
    address public identity;

    constructor(MetaIdentityManager manager_, address identity_) {
        (manager, identity) = (manager_, identity_);
    }

    function addOwner(uint8 who, uint8 what) external {
        vm.prank(_hand(who));
        manager.addOwner(identity, _hand(what));
    }

    function addOwnerFromRecovery(uint8 who, uint8 what) external {
        vm.prank(_hand(who));
        manager.addOwnerFromRecovery(identity, _hand(what));
    }

    function removeOwner(uint8 who, uint8 what) external {
        vm.prank(_hand(who));
        manager.removeOwner(identity, _hand(what));
    }

    function changeRecovery(uint8 who, uint8 what) external {
        vm.prank(_hand(who));
        manager.changeRecovery(identity, _hand(what));
    }

    function initiateMigration(uint8 who, uint8 what) external {
        vm.prank(_hand(who));
        manager.initiateMigration(identity, _hand(what));
    }

    function cancelMigration(uint8 who) external {
        vm.prank(_hand(who));
        manager.cancelMigration(identity);
    }

    function pass(uint24 time) external {
        vm.warp(block.timestamp + time);
    }

    function keys() external returns (address[] memory all) {
        all = new address[](5);
        for (uint8 index = 0; index < 5; index++) {
            all[index] = _hand(index);
        }
    }

    function _hand(uint8 who) private returns (address) {
        return who % 6 == 5 ? address(0) : vm.addr(who % 6 + 1);
    }
}

contract InvariantTest is Cheats {
    Hands private hands;
    MetaIdentityManager private manager;
    address private identity;

    function setUp() external {
        vm.warp(10_000_000);
        manager = new MetaIdentityManager(3600, 129600, 1200, address(0xbeef));
        identity = manager.createIdentity(vm.addr(1), vm.addr(2));
        hands = new Hands(manager, identity);
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(hands);
    }

    /// @dev Somebody who can change the owners is always left, and so is the key that helps when nobody is.
    function invariant_TheLastWayBackIsNeverLost() external {
        address[] memory keys = hands.keys();
        uint256 older = 0;
        for (uint256 index = 0; index < keys.length; index++) {
            if (manager.isOlderOwner(identity, keys[index])) older++;
        }
        assert(older > 0);
        assert(manager.recoveryKeys(identity) != address(0));
    }

    function invariant_TheZeroAddressIsNothing() external view {
        assert(!manager.isOwner(identity, address(0)) && !manager.isRecovery(identity, address(0)));
        assert(manager.migrationInitiated(identity) == 0 || manager.migrationNewAddress(identity) != address(0));
    }

    function invariant_TheIdentityStaysWithItsManager() external view {
        assert(IdentityProxy(payable(identity)).owner() == address(manager));
    }
}
