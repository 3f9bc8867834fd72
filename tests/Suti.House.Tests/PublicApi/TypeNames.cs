// SPDX-License-Identifier: Apache-2.0

using System.Reflection;

namespace Suti.House.Tests;

/// <summary>Names of types as a C# reader writes them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(decimal)] = "decimal",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Of(Type type)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Of(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying) + "?";
        }

        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        var name = type.IsNested && !type.IsGenericParameter ? $"{Of(type.DeclaringType!)}.{Bare(type)}" : Bare(type);
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : name;
    }

    /// <summary>The type with a mark where null is allowed.</summary>
    public static string Of(Type type, NullabilityInfo nullability)
    {
        var element = type.IsByRef ? type.GetElementType()! : type;
        var mayBeNull = !element.IsValueType && nullability.ReadState == NullabilityState.Nullable;
        return element.IsGenericType && nullability.GenericTypeArguments.Length == element.GetGenericArguments().Length && Nullable.GetUnderlyingType(element) is null
            ? $"{Bare(element)}<{string.Join(", ", element.GetGenericArguments().Zip(nullability.GenericTypeArguments, Of))}>{(mayBeNull ? "?" : "")}"
            : Of(element) + (mayBeNull ? "?" : "");
    }

    public static string Bare(Type type) => type.Name.Split('`')[0];
}
