// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What a registry of ENS answers, without its rules: whoever comes sets names.
contract EnsRegistryFixture {
    mapping(bytes32 node => address) public owner;
    mapping(bytes32 node => address) public resolver;

    function setRecord(bytes32 node, address nodeOwner, address nodeResolver) external {
        (owner[node], resolver[node]) = (nodeOwner, nodeResolver);
    }
}

/// @title A resolver of all names below one (ENSIP-10): each has the address of the hash of its encoded name.
contract EnsWildcardFixture {
    error OffchainLookup(address sender, string[] urls, bytes callData, bytes4 callbackFunction, bytes extraData);
    error UnsupportedResolverProfile(bytes4 selector);

    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == 0x9061b923;
    }

    function resolve(bytes calldata name, bytes calldata data) external view returns (bytes memory) {
        bytes4 selector = bytes4(data[:4]);
        if (selector == bytes4(keccak256("addr(bytes32)"))) {
            return abi.encode(address(uint160(uint256(keccak256(name)))));
        }
        // What is kept elsewhere is asked for as ERC-3668 says.
        if (selector == bytes4(keccak256("text(bytes32,string)"))) {
            string[] memory urls = new string[](1);
            urls[0] = "https://gateway.example/{sender}/{data}.json";
            revert OffchainLookup(address(this), urls, data, this.resolve.selector, "");
        }
        revert UnsupportedResolverProfile(selector);
    }
}
