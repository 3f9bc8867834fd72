// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ERC1155Holder} from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";
import {ERC721Holder} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Holder.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title An identity that stays when its keys change: a contract that does what its owner says.
/// @notice Made as a clone (ERC-1167). The owner is a key, or a manager that knows several.
contract IdentityProxy is IERC1271, ERC721Holder, ERC1155Holder {
    struct Call {
        address destination;
        uint256 value;
        bytes data;
    }

    bytes32 private constant DOMAIN_TYPE =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant SIGNED_TYPE = keccak256("IdentitySignature(bytes32 hash)");

    address public owner;

    event Forwarded(address indexed destination, uint256 value, bytes data);
    event Received(address indexed sender, uint256 value);
    event Created(address indexed created, uint256 value);
    event OwnerChanged(address indexed previousOwner, address indexed newOwner);

    modifier onlyOwner() {
        require(msg.sender == owner, "bad_actor");
        _;
    }

    /// @dev The original that is cloned belongs to nobody, and nobody can take it.
    constructor() {
        owner = address(1);
    }

    receive() external payable {
        emit Received(msg.sender, msg.value);
    }

    /// @notice Names the first owner of a clone. It is called in the transaction that makes the clone.
    function initialize(address firstOwner) external {
        require(owner == address(0), "initialized");
        require(firstOwner != address(0), "bad_owner");
        owner = firstOwner;
        emit OwnerChanged(address(0), firstOwner);
    }

    function transfer(address newOwner) external onlyOwner {
        require(newOwner != address(0), "bad_owner");
        emit OwnerChanged(owner, newOwner);
        owner = newOwner;
    }

    function forward(address destination, uint256 value, bytes calldata data)
        external
        onlyOwner
        returns (bytes memory result)
    {
        return _forward(destination, value, data);
    }

    /// @notice Makes several calls; when one fails, none was made.
    function forwardBatch(Call[] calldata calls) external onlyOwner returns (bytes[] memory results) {
        results = new bytes[](calls.length);
        for (uint256 index = 0; index < calls.length; index++) {
            results[index] = _forward(calls[index].destination, calls[index].value, calls[index].data);
        }
    }

    /// @notice Creates a contract at an address that depends on its code and the salt.
    function create2(uint256 value, bytes calldata code, bytes32 salt) external onlyOwner returns (address created) {
        bytes memory initCode = code;
        assembly ("memory-safe") {
            created := create2(value, add(initCode, 0x20), mload(initCode), salt)
        }
        require(created != address(0), "not_created");
        emit Created(created, value);
    }

    /// @notice Whether the owner signed a hash for this identity (ERC-1271). What is signed names this contract and the chain: a signature for one
    /// identity of an owner says nothing for another one.
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        return SignatureChecker.isValidSignatureNow(owner, signedHash(hash), signature)
            ? IERC1271.isValidSignature.selector
            : bytes4(0xffffffff);
    }

    /// @notice What the owner signs for a hash.
    function signedHash(bytes32 hash) public view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(DOMAIN_TYPE, keccak256("IdentityProxy"), keccak256("1"), block.chainid, address(this))
        );
        return keccak256(abi.encodePacked(hex"1901", domain, keccak256(abi.encode(SIGNED_TYPE, hash))));
    }

    function _forward(address destination, uint256 value, bytes calldata data) private returns (bytes memory) {
        // A call with input to an address without code would succeed and do nothing.
        require(data.length == 0 || destination.code.length != 0, "no_code");
        (bool success, bytes memory result) = destination.call{value: value}(data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(result, 0x20), mload(result))
            }
        }
        emit Forwarded(destination, value, data);
        return result;
    }
}
