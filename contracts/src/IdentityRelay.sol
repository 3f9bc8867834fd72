// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title Carries calls that a key signed and another account pays for (ERC-2771).
/// @notice A request names the chain, this relay, the nonce and the last second in which it counts; so it works once, and nowhere else.
contract IdentityRelay is EIP712 {
    struct Request {
        address from;
        address to;
        uint256 value;
        uint256 gas;
        uint256 nonce;
        uint256 deadline;
        bytes data;
    }

    bytes32 private constant REQUEST_TYPE = keccak256(
        "Request(address from,address to,uint256 value,uint256 gas,uint256 nonce,uint256 deadline,bytes data)"
    );

    /// @dev What the call itself takes at most beside its gas: a first visit, and a value.
    uint256 private constant CALL_COST = 15_000;

    /// @notice Who may change the list of senders; zero where anyone may send.
    address public immutable LIST_OWNER;

    mapping(address key => uint256) public nonces;
    mapping(address sender => bool) public allowedSenders;

    event Relayed(address indexed from, address indexed to, uint256 nonce, bool success);
    event SenderAllowed(address indexed sender, bool allowed);

    constructor(address listOwner) EIP712("IdentityRelay", "1") {
        LIST_OWNER = listOwner;
        if (listOwner != address(0)) {
            allowedSenders[listOwner] = true;
            emit SenderAllowed(listOwner, true);
        }
    }

    function allowSender(address sender, bool allowed) external {
        require(msg.sender == LIST_OWNER, "bad_actor");
        allowedSenders[sender] = allowed;
        emit SenderAllowed(sender, allowed);
    }

    /// @notice Executes a request. When the call itself fails its nonce is spent, the value goes back to the sender, and the result says so.
    function execute(Request calldata request, bytes calldata signature)
        external
        payable
        returns (bool success, bytes memory result)
    {
        require(LIST_OWNER == address(0) || allowedSenders[msg.sender], "bad_sender");
        require(msg.value == request.value, "bad_value");
        require(block.timestamp <= request.deadline, "expired");
        require(request.nonce == nonces[request.from], "bad_nonce");
        require(_isSigned(request, signature), "bad_signature");
        // A call to an address without code would succeed and do nothing.
        require(request.to.code.length != 0, "no_code");
        nonces[request.from]++;

        bytes memory input = abi.encodePacked(request.data, request.from);

        // EIP-150 keeps a 64th of the gas back. Who sends the transaction with too little could make the call fail and spend the nonce. Afterwards it
        // could not be told: a call that fails further down gives back what each level kept.
        require(gasleft() > request.gas + request.gas / 63 + CALL_COST, "low_gas");
        (success, result) = request.to.call{value: request.value, gas: request.gas}(input);

        if (!success && msg.value != 0) {
            (bool returned,) = msg.sender.call{value: msg.value}("");
            require(returned, "not_returned");
        }

        emit Relayed(request.from, request.to, request.nonce, success);
    }

    function verify(Request calldata request, bytes calldata signature) external view returns (bool) {
        return block.timestamp <= request.deadline && request.nonce == nonces[request.from]
            && request.to.code.length != 0 && _isSigned(request, signature);
    }

    function requestHash(Request calldata request) public view returns (bytes32) {
        return _hashTypedDataV4(
            keccak256(
                abi.encode(
                    REQUEST_TYPE,
                    request.from,
                    request.to,
                    request.value,
                    request.gas,
                    request.nonce,
                    request.deadline,
                    keccak256(request.data)
                )
            )
        );
    }

    /// @dev The library refuses the higher s and the zero address.
    function _isSigned(Request calldata request, bytes calldata signature) private view returns (bool) {
        (address signer, ECDSA.RecoverError fault,) = ECDSA.tryRecover(requestHash(request), signature);
        return fault == ECDSA.RecoverError.NoError && signer == request.from;
    }
}
