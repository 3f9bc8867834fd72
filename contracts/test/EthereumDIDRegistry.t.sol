// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Cheats} from "./Cheats.sol";
import {EthereumDIDRegistry} from "../src/EthereumDIDRegistry.sol";

contract EthereumDIDRegistryTest is Cheats {
    EthereumDIDRegistry private registry = new EthereumDIDRegistry();

    function testFuzz_ChangeOwner_OnlyTheOwner(address identity, address other, address next) external {
        vm.assume(other != identity && identity != address(0) && next != address(0));
        vm.prank(other);
        _reverts("bad_actor");
        registry.changeOwner(identity, next);
        vm.prank(identity);
        registry.changeOwner(identity, next);
        assert(registry.identityOwner(identity) == next);
        assert(registry.changed(identity) == block.number);
    }

    function testFuzz_ChangeOwnerSigned_CountsOnce(uint256 seed, address next) external {
        uint256 key = _key(seed);
        address identity = vm.addr(key);
        vm.assume(next != identity && next != address(0));
        bytes32 hash = keccak256(abi.encodePacked(hex"1900", registry, uint256(0), identity, "changeOwner", next));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, hash);
        registry.changeOwnerSigned(identity, v, r, s, next);
        assert(registry.identityOwner(identity) == next);
        assert(registry.nonce(identity) == 1);
        _reverts("bad_signature");
        registry.changeOwnerSigned(identity, v, r, s, next);
    }

    function testFuzz_SetAttributeSigned_NotTwice(uint256 seed, bytes32 name, bytes calldata value) external {
        uint256 key = _key(seed);
        address identity = vm.addr(key);
        bytes32 hash = keccak256(
            abi.encodePacked(hex"1900", registry, uint256(0), identity, "setAttribute", name, value, uint256(10))
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, hash);
        registry.setAttributeSigned(identity, v, r, s, name, value, 10);
        _reverts("bad_signature");
        registry.setAttributeSigned(identity, v, r, s, name, value, 10);
    }

    function test_Signed_HigherS_IsRefused() external {
        address identity = vm.addr(7);
        bytes32 hash =
            keccak256(abi.encodePacked(hex"1900", registry, uint256(0), identity, "changeOwner", address(9)));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(7, hash);
        _reverts("bad_signature");
        registry.changeOwnerSigned(identity, 55 - v, r, bytes32(ORDER - uint256(s)), address(9));
        registry.changeOwnerSigned(identity, v, r, s, address(9));
    }

    /// @dev The recovery of nonsense gives the zero address, which owns itself.
    function testFuzz_Signed_ForTheZeroAddress_IsRefused(uint8 v, bytes32 r, bytes32 s) external {
        _reverts("bad_signature");
        registry.changeOwnerSigned(address(0), v, r, s, address(9));
    }

    function testFuzz_Signed_ForAnotherRegistry_IsRefused(uint256 seed) external {
        uint256 key = _key(seed);
        address identity = vm.addr(key);
        EthereumDIDRegistry other = new EthereumDIDRegistry();
        bytes32 hash = keccak256(
            abi.encodePacked(hex"1900", other, uint256(0), identity, "addDelegate", bytes32("veriKey"), address(9), uint256(10))
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, hash);
        _reverts("bad_signature");
        registry.addDelegateSigned(identity, v, r, s, "veriKey", address(9), 10);
        other.addDelegateSigned(identity, v, r, s, "veriKey", address(9), 10);
    }

    function testFuzz_Delegate_HoldsUntilItsLastSecond(uint32 validity) external {
        vm.assume(validity > 0);
        vm.warp(1_000_000);
        registry.addDelegate(address(this), "veriKey", address(9), validity);
        vm.warp(1_000_000 + uint256(validity) - 1);
        assert(registry.validDelegate(address(this), "veriKey", address(9)));
        assert(!registry.validDelegate(address(this), "sigAuth", address(9)));
        vm.warp(1_000_000 + uint256(validity));
        assert(!registry.validDelegate(address(this), "veriKey", address(9)));
    }

    function test_Delegate_Revoked_HoldsNoMore() external {
        registry.addDelegate(address(this), "veriKey", address(9), 1000);
        registry.revokeDelegate(address(this), "veriKey", address(9));
        assert(!registry.validDelegate(address(this), "veriKey", address(9)));
    }

    function test_Validity_ThatOverflows_IsRefused() external {
        vm.expectRevert();
        registry.setAttribute(address(this), "name", "value", type(uint256).max);
    }

    function test_Changed_PointsBack() external {
        vm.roll(100);
        registry.setAttribute(address(this), "name", "value", 1);
        vm.roll(200);
        vm.expectEmit(true, true, true, true);
        emit EthereumDIDRegistry.DIDAttributeChanged(address(this), "name", "value", 0, 100);
        registry.revokeAttribute(address(this), "name", "value");
        assert(registry.changed(address(this)) == 200);
    }
}
