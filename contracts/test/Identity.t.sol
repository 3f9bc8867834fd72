// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Cheats} from "./Cheats.sol";
import {IdentityProxy} from "../src/IdentityProxy.sol";
import {IdentityRelay} from "../src/IdentityRelay.sol";
import {MetaIdentityManager} from "../src/MetaIdentityManager.sol";

contract Target {
    uint256 public value;
    address public caller;

    error Refused(uint256 code);

    function set(uint256 newValue) external payable {
        (value, caller) = (newValue, msg.sender);
    }

    function fail() external payable {
        revert Refused(7);
    }

    function work() external {
        for (uint256 i = 0; i < 15; i++) {
            assembly {
                sstore(add(i, 100), 1)
            }
        }
    }

    function burn() external view {
        while (gasleft() > 1000) {}
    }
}

contract IdentityTest is Cheats {
    uint256 private constant USER = 3600;
    uint256 private constant ADMIN = 129600;
    uint256 private constant RATE = 1200;

    /// @dev The compiler takes the time for one value in a call, however often the test moves it.
    uint256 private constant START = 10_000_000;

    IdentityRelay private relay = new IdentityRelay(address(0));
    MetaIdentityManager private manager = new MetaIdentityManager(USER, ADMIN, RATE, address(relay));
    Target private target = new Target();
    address private owner;
    address private recovery;
    address private identity;

    function setUp() external {
        vm.warp(START);
        (owner, recovery) = (vm.addr(1), vm.addr(2));
        identity = manager.createIdentity(owner, recovery);
    }

    receive() external payable {}

    function test_Forward_ByTheOwner_ComesFromTheIdentity() external {
        vm.prank(owner);
        manager.forwardTo(identity, address(target), 0, abi.encodeCall(Target.set, (5)));
        assert(target.value() == 5 && target.caller() == identity);
    }

    function testFuzz_Forward_ByAnybodyElse_IsRefused(address other) external {
        vm.assume(other != owner && other != address(relay));
        vm.prank(other);
        _reverts("not_owner");
        manager.forwardTo(identity, address(target), 0, "");
        vm.prank(other);
        vm.assume(other != address(manager));
        _reverts("bad_actor");
        IdentityProxy(payable(identity)).forward(address(target), 0, "");
    }

    function test_Forward_FailureOfTheTarget_IsPassedOn() external {
        vm.expectRevert(abi.encodeWithSelector(Target.Refused.selector, 7));
        vm.prank(owner);
        manager.forwardTo(identity, address(target), 0, abi.encodeCall(Target.fail, ()));
    }

    function test_Forward_ToAnAddressWithoutCode_IsRefused() external {
        _reverts("no_code");
        vm.prank(owner);
        manager.forwardTo(identity, address(0xdead), 0, hex"01");
    }

    function test_Batch_OneFails_NoneHappens() external {
        IdentityProxy.Call[] memory calls = new IdentityProxy.Call[](2);
        calls[0] = IdentityProxy.Call(address(target), 0, abi.encodeCall(Target.set, (5)));
        calls[1] = IdentityProxy.Call(address(target), 0, abi.encodeCall(Target.fail, ()));
        vm.prank(owner);
        vm.expectRevert();
        manager.forwardBatchTo(identity, calls);
        assert(target.value() == 0);
    }

    function test_Proxy_CannotBeTaken() external {
        _reverts("initialized");
        IdentityProxy(payable(identity)).initialize(address(this));
        IdentityProxy original = IdentityProxy(payable(manager.IMPLEMENTATION()));
        _reverts("initialized");
        original.initialize(address(this));
    }

    function testFuzz_Salted_AddressIsForetold(bytes32 salt) external {
        address foretold = manager.predictIdentity(address(this), owner, recovery, salt);
        assert(manager.createIdentityWithSalt(owner, recovery, salt) == foretold);
    }

    function testFuzz_AddedOwner_ActsAtOnceAndAdministersAfterTheLock(uint32 wait) external {
        address added = vm.addr(3);
        vm.prank(owner);
        manager.addOwner(identity, added);
        assert(manager.isOwner(identity, added));
        vm.warp(block.timestamp + wait);
        assert(manager.isOlderOwner(identity, added) == (uint256(wait) + USER >= ADMIN));
    }

    function testFuzz_RecoveredOwner_WaitsForBothLocks(uint32 wait) external {
        address added = vm.addr(3);
        vm.prank(recovery);
        manager.addOwnerFromRecovery(identity, added);
        vm.warp(block.timestamp + wait);
        assert(manager.isOwner(identity, added) == (wait >= USER));
        assert(manager.isOlderOwner(identity, added) == (wait >= ADMIN));
    }

    function test_Locks_HoldAtEachBoundarySecond() external {
        address added = vm.addr(3);
        vm.prank(recovery);
        manager.addOwnerFromRecovery(identity, added);
        vm.warp(START + USER - 1);
        assert(!manager.isOwner(identity, added));
        vm.warp(START + USER);
        assert(manager.isOwner(identity, added));
        vm.warp(START + ADMIN - 1);
        assert(!manager.isOlderOwner(identity, added));
        vm.warp(START + ADMIN);
        assert(manager.isOlderOwner(identity, added));
    }

    function testFuzz_AdminCalls_AreLimited(uint16 wait) external {
        vm.prank(owner);
        manager.addOwner(identity, vm.addr(3));
        vm.warp(block.timestamp + wait);
        vm.prank(owner);
        if (wait <= RATE) _reverts("too_soon");
        manager.addOwner(identity, vm.addr(4));
    }

    function test_Owner_CannotRemoveItself() external {
        vm.prank(owner);
        _reverts("bad_owner");
        manager.removeOwner(identity, owner);
    }

    function test_PendingOwner_CannotBeAddedAgain() external {
        vm.prank(recovery);
        manager.addOwnerFromRecovery(identity, vm.addr(3));
        vm.prank(owner);
        _reverts("owner");
        manager.addOwner(identity, vm.addr(3));
    }

    function test_Recovery_NeverZero() external {
        vm.prank(owner);
        _reverts("bad_recovery");
        manager.changeRecovery(identity, address(0));
        _reverts("bad_recovery");
        manager.createIdentity(owner, address(0));
    }

    function testFuzz_Migration_WaitsAndClearsAllOwners(uint32 wait) external {
        MetaIdentityManager next = new MetaIdentityManager(USER, ADMIN, RATE, address(relay));
        address added = vm.addr(3);
        vm.prank(owner);
        manager.addOwner(identity, added);
        vm.warp(block.timestamp + RATE + 1);
        vm.prank(owner);
        manager.initiateMigration(identity, address(next));
        vm.prank(owner);
        manager.forwardTo(
            identity, address(next), 0, abi.encodeCall(MetaIdentityManager.registerIdentity, (owner, recovery))
        );
        vm.warp(block.timestamp + wait);
        vm.prank(owner);
        if (wait <= ADMIN) {
            _reverts("too_soon");
            manager.finalizeMigration(identity);
            return;
        }
        manager.finalizeMigration(identity);
        assert(IdentityProxy(payable(identity)).owner() == address(next));
        assert(!manager.isOwner(identity, owner) && !manager.isOwner(identity, added));
        vm.prank(owner);
        next.forwardTo(identity, address(target), 0, abi.encodeCall(Target.set, (6)));
        assert(target.value() == 6);
    }

    function test_Migration_ToZero_IsRefused() external {
        vm.prank(owner);
        _reverts("bad_manager");
        manager.initiateMigration(identity, address(0));
    }

    function test_Migration_Canceled_CannotBeFinished() external {
        vm.prank(owner);
        manager.initiateMigration(identity, address(9));
        vm.prank(owner);
        manager.cancelMigration(identity);
        vm.warp(block.timestamp + ADMIN + 1);
        vm.prank(owner);
        _reverts("too_soon");
        manager.finalizeMigration(identity);
    }

    function testFuzz_Signature_IsOfOneIdentity(bytes32 hash) external {
        address other = manager.createIdentity(owner, recovery);
        bytes memory signature = _sign(1, IdentityProxy(payable(identity)).signedHash(hash));
        assert(IdentityProxy(payable(identity)).isValidSignature(hash, signature) == 0x1626ba7e);
        assert(IdentityProxy(payable(other)).isValidSignature(hash, signature) == 0xffffffff);
        assert(
            IdentityProxy(payable(identity)).isValidSignature(
                hash, _sign(2, IdentityProxy(payable(identity)).signedHash(hash))
            ) == 0xffffffff
        );
        vm.chainId(5);
        assert(IdentityProxy(payable(identity)).isValidSignature(hash, signature) == 0xffffffff);
    }

    function testFuzz_Relay_CarriesARequestOnce(uint96 value) external {
        IdentityRelay.Request memory request = _request(abi.encodeCall(Target.set, (value)));
        bytes memory signature = _sign(1, relay.requestHash(request));
        assert(relay.verify(request, signature));
        (bool success,) = relay.execute(request, signature);
        assert(success && target.value() == value && target.caller() == identity);
        _reverts("bad_nonce");
        relay.execute(request, signature);
    }

    function testFuzz_Relay_SignatureOfAnother_IsRefused(uint256 seed) external {
        IdentityRelay.Request memory request = _request("");
        bytes memory signature = _sign(_key(seed), relay.requestHash(request));
        _reverts("bad_signature");
        relay.execute(request, signature);
    }

    function test_Relay_OtherRelayOrChain_IsRefused() external {
        IdentityRelay.Request memory request = _request("");
        bytes memory signature = _sign(1, relay.requestHash(request));
        IdentityRelay other = new IdentityRelay(address(0));
        _reverts("bad_signature");
        other.execute(request, signature);
        vm.chainId(5);
        _reverts("bad_signature");
        relay.execute(request, signature);
    }

    function test_Relay_HigherSAndZeroSigner_AreRefused() external {
        IdentityRelay.Request memory request = _request("");
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(1, relay.requestHash(request));
        _reverts("bad_signature");
        relay.execute(request, abi.encodePacked(r, bytes32(ORDER - uint256(s)), 55 - v));
        request.from = address(0);
        _reverts("bad_signature");
        relay.execute(request, abi.encodePacked(r, s, uint8(99)));
    }

    function test_Relay_Deadline_IsItsLastSecond() external {
        IdentityRelay.Request memory request = _request("");
        bytes memory signature = _sign(1, relay.requestHash(request));
        vm.warp(request.deadline + 1);
        _reverts("expired");
        relay.execute(request, signature);
        vm.warp(request.deadline);
        relay.execute(request, signature);
    }

    function test_Relay_NoCode_IsRefused() external {
        IdentityRelay.Request memory request = _request("");
        request.to = address(0xdead);
        bytes memory signature = _sign(1, relay.requestHash(request));
        _reverts("no_code");
        relay.execute(request, signature);
    }

    function test_Relay_FailedCall_SpendsTheNonceAndReturnsTheValue() external {
        IdentityRelay.Request memory request = _request("");
        request.to = address(target);
        request.data = abi.encodeCall(Target.fail, ());
        request.value = 1 ether;
        vm.deal(address(this), 2 ether);
        bytes memory signature = _sign(1, relay.requestHash(request));
        (bool success, bytes memory result) = relay.execute{value: 1 ether}(request, signature);
        assert(!success && bytes4(result) == Target.Refused.selector);
        assert(address(this).balance == 2 ether && relay.nonces(owner) == 1);
    }

    function test_Relay_TooLittleGasFromTheSender_SpendsNothing() external {
        IdentityRelay.Request memory request = _request("");
        request.to = address(target);
        request.data = abi.encodeCall(Target.burn, ());
        request.gas = 1_000_000;
        bytes memory signature = _sign(1, relay.requestHash(request));
        (bool success,) = address(relay).call{gas: 500_000}(abi.encodeCall(IdentityRelay.execute, (request, signature)));
        assert(!success && relay.nonces(owner) == 0);
    }

    function test_Relay_TooLittleGasFurtherDown_SpendsNothing() external {
        IdentityRelay.Request memory request = _request(abi.encodeCall(Target.work, ()));
        bytes memory signature = _sign(1, relay.requestHash(request));
        for (uint256 gas = 50_000; gas < 700_000; gas += 2_000) {
            (bool sent, bytes memory answer) =
                address(relay).call{gas: gas}(abi.encodeCall(IdentityRelay.execute, (request, signature)));
            if (sent) {
                // The first sum that the relay takes is one with which the call can be made.
                (bool success,) = abi.decode(answer, (bool, bytes));
                assert(success);
                return;
            }
            assert(relay.nonces(owner) == 0);
        }
        assert(false);
    }

    function test_Relay_WithAList_TakesOnlyItsSenders() external {
        IdentityRelay listed = new IdentityRelay(address(this));
        IdentityRelay.Request memory request = _request("");
        request.to = address(target);
        request.data = abi.encodeCall(Target.set, (1));
        bytes memory signature = _sign(1, listed.requestHash(request));
        vm.prank(address(9));
        _reverts("bad_sender");
        listed.execute(request, signature);
        listed.allowSender(address(9), true);
        vm.prank(address(9));
        listed.execute(request, signature);
    }

    function test_Relay_CannotBeRegisteredAsAnIdentity() external {
        IdentityRelay.Request memory request = _request("");
        request.data = abi.encodeCall(MetaIdentityManager.registerIdentity, (owner, recovery));
        (bool success,) = relay.execute(request, _sign(1, relay.requestHash(request)));
        assert(!success);
    }

    function _request(bytes memory data) private view returns (IdentityRelay.Request memory) {
        return IdentityRelay.Request({
            from: owner,
            to: address(manager),
            value: 0,
            gas: 500_000,
            nonce: 0,
            deadline: block.timestamp + 100,
            data: abi.encodeCall(MetaIdentityManager.forwardTo, (identity, address(target), 0, data))
        });
    }

    function _sign(uint256 key, bytes32 hash) private returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, hash);
        return abi.encodePacked(r, s, v);
    }
}
