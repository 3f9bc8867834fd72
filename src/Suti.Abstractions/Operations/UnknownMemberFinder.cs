// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Suti;

/// <summary>Finds members of a JSON value that its type does not declare.</summary>
internal static class UnknownMemberFinder
{
    internal static void Find(JsonElement value, JsonTypeInfo type, string pointer, List<string> found)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when value.ValueKind == JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    FindMember(member, type, pointer, found);
                }

                break;
            case JsonTypeInfoKind.Enumerable when value.ValueKind == JsonValueKind.Array && TryGetType(type, type.ElementType, out var item):
                var index = 0;
                foreach (var element in value.EnumerateArray())
                {
                    Find(element, item, $"{pointer}/{index.ToString(CultureInfo.InvariantCulture)}", found);
                    index++;
                }

                break;
            case JsonTypeInfoKind.Dictionary when value.ValueKind == JsonValueKind.Object && TryGetType(type, type.ElementType, out var entry):
                foreach (var member in value.EnumerateObject())
                {
                    Find(member.Value, entry, JsonPaths.Append(pointer, member.Name), found);
                }

                break;
            default:
                break;
        }
    }

    private static void FindMember(JsonProperty member, JsonTypeInfo type, string pointer, List<string> found)
    {
        var place = JsonPaths.Append(pointer, member.Name);
        foreach (var property in type.Properties)
        {
            if (property.IsExtensionData)
            {
                return;
            }

            if (member.NameEquals(property.Name))
            {
                if (TryGetType(type, property.PropertyType, out var propertyType))
                {
                    Find(member.Value, propertyType, place, found);
                }

                return;
            }
        }

        if (!type.Properties.Any(static property => property.IsExtensionData))
        {
            found.Add(place);
        }
    }

    private static bool TryGetType(JsonTypeInfo owner, Type? type, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JsonTypeInfo? info)
    {
        info = null;
        return type is not null && owner.Options.TryGetTypeInfo(type, out info);
    }
}
