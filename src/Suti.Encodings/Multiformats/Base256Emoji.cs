// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;

namespace Suti.Encodings;

/// <summary>Multibase's base256emoji: one emoji per byte.</summary>
internal static class Base256Emoji
{
    // The table of the multibase registry's document, in the order of the byte values.
    private const string Alphabet =
        "🚀🪐☄🛰🌌🌑🌒🌓🌔🌕🌖🌗🌘🌍🌏🌎🐉☀💻🖥💾💿😂❤😍🤣😊🙏💕😭😘👍" +
        "😅👏😁🔥🥰💔💖💙😢🤔😆🙄💪😉☺👌🤗💜😔😎😇🌹🤦🎉💞✌✨🤷😱😌🌸🙌" +
        "😋💗💚😏💛🙂💓🤩😄😀🖤😃💯🙈👇🎶😒🤭❣😜💋👀😪😑💥🙋😞😩😡🤪👊🥳" +
        "😥🤤👉💃😳✋😚😝😴🌟😬🙃🍀🌷😻😓⭐✅🥺🌈😈🤘💦✔😣🏃💐☹🎊💘😠☝" +
        "😕🌺🎂🌻😐🖕💝🙊😹🗣💫💀👑🎵🤞😛🔴😤🌼😫⚽🤙☕🏆🤫👈😮🙆🍻🍃🐶💁" +
        "😲🌿🧡🎁⚡🌞🎈❌✊👋😰🤨😶🤝🚶💰🍓💢🤟🙁🚨💨🤬✈🎀🍺🤓😙💟🌱😖👶" +
        "🥴▶➡❓💎💸⬇😨🌚🦋😷🕺⚠🙅😟😵👎🤲🤠🤧📌🔵💅🧐🐾🍒😗🤑🌊🤯🐷☎" +
        "💧😯💆👆🎤🙇🍑❄🌴💣🐸💌📍🥀🤢👅💡💩👐📸👻🤐🤮🎼🥵🚩🍎🍊👼💍📣🥂";

    private static readonly Rune[] Emojis = [.. Alphabet.EnumerateRunes()];

    private static readonly Dictionary<Rune, byte> Values =
        Emojis.Index().ToDictionary(emoji => emoji.Item, emoji => (byte)emoji.Index);

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length * 2);
        foreach (var value in bytes)
        {
            text.Append(Emojis[value].ToString());
        }

        return text.ToString();
    }

    public static byte[]? Decode(ReadOnlySpan<char> text, out InputFault fault)
    {
        var bytes = new List<byte>(text.Length);
        for (var position = 0; position < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text[position..], out var rune, out var consumed) != OperationStatus.Done
                || !Values.TryGetValue(rune, out var value))
            {
                fault = new InputFault("a character outside the alphabet", position);
                return null;
            }

            bytes.Add(value);
            position += consumed;
        }

        fault = default;
        return [.. bytes];
    }
}
