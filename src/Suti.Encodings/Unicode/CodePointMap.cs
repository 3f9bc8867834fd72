// SPDX-License-Identifier: Apache-2.0

namespace Suti.Encodings;

/// <summary>A small number for each code point, in pages of 256 of which only those that are used exist.</summary>
internal sealed class CodePointMap
{
    private const int PageBits = 8;
    private const int PageSize = 1 << PageBits;

    private readonly ushort[] _pageOf = new ushort[0x110000 >> PageBits];

    // Page 0 is the empty one.
    private readonly List<ushort[]> _pages = [new ushort[PageSize]];

    public ushort this[int code]
    {
        get => _pages[_pageOf[code >> PageBits]][code & (PageSize - 1)];
        set
        {
            ref var page = ref _pageOf[code >> PageBits];
            if (page == 0)
            {
                page = (ushort)_pages.Count;
                _pages.Add(new ushort[PageSize]);
            }

            _pages[page][code & (PageSize - 1)] = value;
        }
    }
}
