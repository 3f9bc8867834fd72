// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Cheats} from "./Cheats.sol";
import {EthereumClaimsRegistry} from "../src/EthereumClaimsRegistry.sol";
import {RevokeAndPublish} from "../src/RevokeAndPublish.sol";

contract ClaimsTest is Cheats {
    EthereumClaimsRegistry private registry = new EthereumClaimsRegistry();
    RevokeAndPublish private publisher = new RevokeAndPublish(registry);

    function testFuzz_Claim_IsOfItsIssuer(address issuer, address subject, bytes32 key, bytes32 value) external {
        vm.prank(issuer);
        registry.setClaim(subject, key, value);
        assert(registry.getClaim(issuer, subject, key) == value);
        assert(registry.getClaim(address(this), subject, key) == 0 || issuer == address(this));
    }

    function testFuzz_Remove_ByIssuerOrSubject_NamesTheIssuer(address issuer, address subject, address other) external {
        vm.assume(other != issuer && other != subject);
        vm.prank(issuer);
        registry.setClaim(subject, "key", "value");
        vm.prank(other);
        _reverts("bad_actor");
        registry.removeClaim(issuer, subject, "key");
        vm.expectEmit(true, true, true, true);
        emit EthereumClaimsRegistry.ClaimRemoved(issuer, subject, "key", block.timestamp);
        vm.prank(subject);
        registry.removeClaim(issuer, subject, "key");
        vm.prank(issuer);
        _reverts("no_claim");
        registry.removeClaim(issuer, subject, "key");
    }

    function testFuzz_Publish_OnlyTheManager(address genesis, address next, address other) external {
        vm.assume(genesis != address(0) && next != address(0) && next != genesis && other != genesis && other != next);
        vm.prank(other);
        _reverts("bad_actor");
        publisher.publish(genesis, "key", "forged");
        vm.prank(genesis);
        publisher.revokeAndPublish(genesis, "key", "last", next);
        assert(publisher.lookup(genesis, "key") == "last");
        vm.prank(genesis);
        _reverts("bad_actor");
        publisher.publish(genesis, "key", "stolen");
        vm.prank(next);
        publisher.publish(genesis, "key", "new");
        assert(publisher.lookup(genesis, "key") == "new");
    }

    function test_Revoke_ToZero_IsRefused() external {
        _reverts("bad_manager");
        publisher.revokeAndPublish(address(this), "key", "data", address(0));
    }
}
