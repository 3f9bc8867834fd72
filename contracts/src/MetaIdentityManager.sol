// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IdentityProxy} from "./IdentityProxy.sol";

/// @title Keeps the keys of identities: several owners, and a recovery key for the day that they are lost.
/// @notice A new owner may act after the user lock and change owners after the admin lock. An owner that another owner adds has the user lock
/// behind it. Calls come from the key itself, or through the relay, which proves the key.
contract MetaIdentityManager is ERC2771Context, IERC1271 {
    uint256 public immutable USER_TIME_LOCK;
    uint256 public immutable ADMIN_TIME_LOCK;
    uint256 public immutable ADMIN_RATE;
    address public immutable IMPLEMENTATION;

    /// @dev What is known of an identity belongs to a period. A migration ends the period, and with it all owners at once.
    mapping(address identity => uint256) private _period;
    mapping(address identity => mapping(uint256 period => mapping(address key => uint256 since))) private _owners;
    mapping(address identity => mapping(address key => uint256)) private _lastAdminCall;

    mapping(address identity => address) public recoveryKeys;
    mapping(address identity => uint256) public migrationInitiated;
    mapping(address identity => address) public migrationNewAddress;

    event LogIdentityCreated(
        address indexed identity, address indexed creator, address owner, address indexed recoveryKey
    );
    event LogOwnerAdded(address indexed identity, address indexed owner, address instigator);
    event LogOwnerRemoved(address indexed identity, address indexed owner, address instigator);
    event LogRecoveryChanged(address indexed identity, address indexed recoveryKey, address instigator);
    event LogMigrationInitiated(address indexed identity, address indexed newIdManager, address instigator);
    event LogMigrationCanceled(address indexed identity, address indexed newIdManager, address instigator);
    event LogMigrationFinalized(address indexed identity, address indexed newIdManager, address instigator);

    modifier onlyOwner(address identity) {
        require(isOwner(identity, _msgSender()), "not_owner");
        _;
    }

    modifier onlyOlderOwner(address identity) {
        require(isOlderOwner(identity, _msgSender()), "not_older_owner");
        _;
    }

    modifier rateLimited(address identity) {
        address key = _msgSender();
        uint256 last = _lastAdminCall[identity][key];
        require(last == 0 || last + ADMIN_RATE < block.timestamp, "too_soon");
        _lastAdminCall[identity][key] = block.timestamp;
        _;
    }

    constructor(uint256 userTimeLock, uint256 adminTimeLock, uint256 adminRate, address relay) ERC2771Context(relay) {
        require(adminTimeLock >= userTimeLock, "bad_locks");
        USER_TIME_LOCK = userTimeLock;
        ADMIN_TIME_LOCK = adminTimeLock;
        ADMIN_RATE = adminRate;
        IMPLEMENTATION = address(new IdentityProxy());
    }

    function createIdentity(address owner, address recoveryKey) external returns (address identity) {
        return _create(owner, recoveryKey);
    }

    /// @notice Creates an identity that makes a call at once: to register itself, for instance.
    function createIdentityWithCall(address owner, address recoveryKey, address destination, bytes calldata data)
        external
        returns (address identity)
    {
        identity = _create(owner, recoveryKey);
        IdentityProxy(payable(identity)).forward(destination, 0, data);
    }

    /// @notice Creates an identity at an address that is known before: by the creator, both keys and a salt.
    function createIdentityWithSalt(address owner, address recoveryKey, bytes32 salt)
        external
        returns (address identity)
    {
        identity = Clones.cloneDeterministic(IMPLEMENTATION, _salt(_msgSender(), owner, recoveryKey, salt));
        _begin(identity, owner, recoveryKey);
    }

    function predictIdentity(address creator, address owner, address recoveryKey, bytes32 salt)
        external
        view
        returns (address)
    {
        return Clones.predictDeterministicAddress(IMPLEMENTATION, _salt(creator, owner, recoveryKey, salt));
    }

    /// @notice An identity comes from elsewhere: it says so itself, before it is handed over.
    function registerIdentity(address owner, address recoveryKey) external {
        require(msg.sender.code.length != 0 && !isTrustedForwarder(msg.sender), "no_code");
        require(recoveryKeys[msg.sender] == address(0), "registered");
        _register(msg.sender, owner, recoveryKey);
    }

    function forwardTo(address identity, address destination, uint256 value, bytes calldata data)
        external
        onlyOwner(identity)
        returns (bytes memory)
    {
        return IdentityProxy(payable(identity)).forward(destination, value, data);
    }

    function forwardBatchTo(address identity, IdentityProxy.Call[] calldata calls)
        external
        onlyOwner(identity)
        returns (bytes[] memory)
    {
        return IdentityProxy(payable(identity)).forwardBatch(calls);
    }

    function addOwner(address identity, address newOwner) external onlyOlderOwner(identity) rateLimited(identity) {
        _addOwner(identity, newOwner, block.timestamp - USER_TIME_LOCK);
    }

    function addOwnerFromRecovery(address identity, address newOwner) external rateLimited(identity) {
        require(isRecovery(identity, _msgSender()), "not_recovery");
        _addOwner(identity, newOwner, block.timestamp);
    }

    function removeOwner(address identity, address owner) external onlyOlderOwner(identity) rateLimited(identity) {
        // Who removes itself could be the last one.
        require(owner != _msgSender(), "bad_owner");
        require(_owners[identity][_period[identity]][owner] != 0, "not_owner");
        delete _owners[identity][_period[identity]][owner];
        emit LogOwnerRemoved(identity, owner, _msgSender());
    }

    function changeRecovery(address identity, address recoveryKey)
        external
        onlyOlderOwner(identity)
        rateLimited(identity)
    {
        require(recoveryKey != address(0), "bad_recovery");
        recoveryKeys[identity] = recoveryKey;
        emit LogRecoveryChanged(identity, recoveryKey, _msgSender());
    }

    function initiateMigration(address identity, address newIdManager)
        external
        onlyOlderOwner(identity)
        rateLimited(identity)
    {
        require(newIdManager != address(0) && newIdManager != address(this), "bad_manager");
        migrationInitiated[identity] = block.timestamp;
        migrationNewAddress[identity] = newIdManager;
        emit LogMigrationInitiated(identity, newIdManager, _msgSender());
    }

    function cancelMigration(address identity) external onlyOwner(identity) {
        address canceled = migrationNewAddress[identity];
        require(canceled != address(0), "no_migration");
        _endMigration(identity);
        emit LogMigrationCanceled(identity, canceled, _msgSender());
    }

    function finalizeMigration(address identity) external onlyOlderOwner(identity) {
        uint256 initiated = migrationInitiated[identity];
        require(initiated != 0 && initiated + ADMIN_TIME_LOCK < block.timestamp, "too_soon");
        address newIdManager = migrationNewAddress[identity];
        _endMigration(identity);
        delete recoveryKeys[identity];
        _period[identity]++;
        IdentityProxy(payable(identity)).transfer(newIdManager);
        emit LogMigrationFinalized(identity, newIdManager, _msgSender());
    }

    /// @notice Whether an owner signed for the identity that asks (ERC-1271).
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address signer, ECDSA.RecoverError fault,) = ECDSA.tryRecover(hash, signature);
        return fault == ECDSA.RecoverError.NoError && isOwner(msg.sender, signer)
            ? IERC1271.isValidSignature.selector
            : bytes4(0xffffffff);
    }

    function isOwner(address identity, address key) public view returns (bool) {
        return _hasAge(identity, key, USER_TIME_LOCK);
    }

    function isOlderOwner(address identity, address key) public view returns (bool) {
        return _hasAge(identity, key, ADMIN_TIME_LOCK);
    }

    function isRecovery(address identity, address key) public view returns (bool) {
        return key != address(0) && recoveryKeys[identity] == key;
    }

    function _create(address owner, address recoveryKey) private returns (address identity) {
        identity = Clones.clone(IMPLEMENTATION);
        _begin(identity, owner, recoveryKey);
    }

    function _begin(address identity, address owner, address recoveryKey) private {
        IdentityProxy(payable(identity)).initialize(address(this));
        _register(identity, owner, recoveryKey);
    }

    function _register(address identity, address owner, address recoveryKey) private {
        require(owner != address(0), "bad_owner");
        require(recoveryKey != address(0), "bad_recovery");
        // The first owner has all its rights from the first day.
        _owners[identity][_period[identity]][owner] = block.timestamp - ADMIN_TIME_LOCK;
        recoveryKeys[identity] = recoveryKey;
        emit LogIdentityCreated(identity, _msgSender(), owner, recoveryKey);
    }

    function _addOwner(address identity, address newOwner, uint256 since) private {
        require(newOwner != address(0), "bad_owner");
        // Also one whose lock still runs: adding it again would make it older, or younger, than it is.
        require(_owners[identity][_period[identity]][newOwner] == 0, "owner");
        _owners[identity][_period[identity]][newOwner] = since;
        emit LogOwnerAdded(identity, newOwner, _msgSender());
    }

    function _endMigration(address identity) private {
        delete migrationInitiated[identity];
        delete migrationNewAddress[identity];
    }

    function _hasAge(address identity, address key, uint256 age) private view returns (bool) {
        uint256 since = _owners[identity][_period[identity]][key];
        return since != 0 && since + age <= block.timestamp;
    }

    function _salt(address creator, address owner, address recoveryKey, bytes32 salt) private pure returns (bytes32) {
        return keccak256(abi.encode(creator, owner, recoveryKey, salt));
    }
}
