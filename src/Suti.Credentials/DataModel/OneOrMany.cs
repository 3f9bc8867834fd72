// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Goes through a value that may be one or a list of several, as JSON-LD writes sets; nothing has none.</summary>
internal struct OneOrMany(JsonElement value)
{
    private readonly JsonElement _value = value;
    private readonly bool _isList = value.ValueKind == JsonValueKind.Array;
    private JsonElement.ArrayEnumerator _items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;
    private bool _isPast = value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    public readonly JsonElement Current => _isList ? _items.Current : _value;

    public readonly OneOrMany GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_isList)
        {
            return _items.MoveNext();
        }

        var has = !_isPast;
        _isPast = true;
        return has;
    }
}
